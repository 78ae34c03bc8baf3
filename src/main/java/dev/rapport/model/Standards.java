package dev.rapport.model;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.ResourcePatternResolver;
import org.springframework.stereotype.Component;

/** All models and forms that ship with this version of Rapport. */
@Component
class Standards {

    private final List<Standard> all;

    Standards(ResourcePatternResolver resources) throws IOException {
        this.all = Stream.concat(
                        Stream.of(resources.getResources("classpath*:bpmn/*.bpmn")),
                        Stream.of(resources.getResources("classpath*:forms/*.form")))
                .map(Standards::read)
                .toList();
    }

    List<Standard> all() {
        return all;
    }

    /** The standard that a process or form belongs to; empty for one that does not ship with Rapport. */
    Optional<Standard> of(Standard.Kind kind, String key) {
        return all.stream()
                .filter(standard -> standard.kind() == kind && standard.keys().contains(key))
                .findFirst();
    }

    /** Whether a file says what a standard says. */
    boolean isOne(String file, byte[] content) {
        ModelMeaning meaning = ModelMeaning.of(file, content);
        return all.stream().anyMatch(standard -> standard.meaning().saysTheSameAs(meaning));
    }

    private static Standard read(Resource resource) {
        try {
            return Standard.of(
                    String.valueOf(resource.getFilename()), resource.getContentAsString(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IllegalStateException("Cannot read " + resource, e);
        }
    }
}

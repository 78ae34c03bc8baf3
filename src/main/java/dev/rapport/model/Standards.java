package dev.rapport.model;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
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

    private static Standard read(Resource resource) {
        try {
            return Standard.of(
                    String.valueOf(resource.getFilename()), resource.getContentAsString(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IllegalStateException("Cannot read " + resource, e);
        }
    }
}

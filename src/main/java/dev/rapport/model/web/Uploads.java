package dev.rapport.model.web;

import dev.rapport.model.ModelFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.List;
import org.springframework.util.MultiValueMap;
import org.springframework.web.multipart.MultipartFile;

/** Files as browsers and programs send them. */
final class Uploads {

    private Uploads() {}

    /** Without the folders that some browsers send along. A form without a chosen file sends an empty one. */
    static List<ModelFile> of(MultiValueMap<String, MultipartFile> uploaded) {
        return uploaded.values().stream()
                .flatMap(Collection::stream)
                .filter(file -> !file.isEmpty()
                        || !String.valueOf(file.getOriginalFilename()).isEmpty())
                .map(Uploads::of)
                .toList();
    }

    private static ModelFile of(MultipartFile file) {
        String name = String.valueOf(file.getOriginalFilename());
        try {
            return new ModelFile(
                    name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1), file.getBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package dev.rapport.support;

import dev.rapport.support.Api.Answer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** Files and fields as a browser or the Modeler sends them. */
public final class Multipart {

    private final Map<String, String> fields = new LinkedHashMap<>();
    private final Map<String, String> files = new LinkedHashMap<>();

    public Multipart field(String name, String value) {
        fields.put(name, value);
        return this;
    }

    public Multipart file(String name, String content) {
        files.put(name, content);
        return this;
    }

    /** Sends it with the token against forged requests. */
    public Answer send(Api api, String path) {
        String boundary = "----rapport" + UUID.randomUUID();
        StringBuilder body = new StringBuilder();
        fields.forEach((name, value) -> body.append(
                "--%s\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n".formatted(boundary, name, value)));
        files.forEach((name, content) -> body.append(
                        "--%s\r\nContent-Disposition: form-data; name=\"files\"; filename=\"%s\"\r\n"
                                .formatted(boundary, name))
                .append("Content-Type: application/octet-stream\r\n\r\n")
                .append(content)
                .append("\r\n"));
        body.append("--").append(boundary).append("--\r\n");
        String token = UUID.randomUUID().toString();
        return api.with("Cookie", "RAPPORT_CSRF=" + token)
                .with("X-CSRF-TOKEN", token)
                .with("Content-Type", "multipart/form-data; boundary=" + boundary)
                .post(path, body.toString());
    }
}

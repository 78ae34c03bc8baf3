package dev.rapport.shared;

import java.net.URI;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** How people reach Rapport: what links in mails begin with, and whom it answers as. */
@Component
public class BaseUrl {

    private final Optional<URI> chosen;
    private final int port;

    /** @throws IllegalArgumentException if it is no address of a web site */
    public BaseUrl(@Value("${rapport.base-url}") String chosen, @Value("${server.port}") int port) {
        this.chosen = chosen.isBlank() ? Optional.empty() : Optional.of(checked(chosen.strip()));
        this.port = port;
    }

    private static URI checked(String address) {
        URI uri = URI.create(address.replaceAll("/+$", ""));
        if (uri.getHost() == null || !String.valueOf(uri.getScheme()).matches("https?")) {
            throw new IllegalArgumentException(
                    "RAPPORT_BASE_URL has to be an address such as https://rapport.example.com, not " + address);
        }
        return uri;
    }

    /** The operator's word; empty when nothing was said. */
    public Optional<URI> chosen() {
        return chosen;
    }

    /** The address of a path. */
    public String of(String path) {
        return chosen.map(URI::toString).orElse("http://localhost:" + port) + path;
    }
}

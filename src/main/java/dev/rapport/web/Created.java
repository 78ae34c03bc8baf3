package dev.rapport.web;

import java.net.URI;
import org.springframework.http.ResponseEntity;

/**
 * The answer to a request that created something.
 *
 * @param location path of what was created
 */
public record Created<T>(String location, T body) {

    public ResponseEntity<T> toResponse() {
        return ResponseEntity.created(URI.create(location)).body(body);
    }
}

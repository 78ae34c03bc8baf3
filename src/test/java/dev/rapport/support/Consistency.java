package dev.rapport.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** What engine and tables disagree about, as a process admin sees and mends it. */
@Component
@Lazy
@Profile("test")
public class Consistency {

    private final Api api;

    Consistency(Api api) {
        this.api = api;
    }

    /** Kind, process and id of each finding. */
    public List<String> found() {
        return api.as("paul")
                .get("/api/consistency")
                .json()
                .path("items")
                .valueStream()
                .map(item -> item.path("kind").asString() + " "
                        + item.path("process").asString() + " "
                        + item.path("id").asString())
                .toList();
    }

    public void repair() {
        var answer = api.as("paul").post("/api/consistency/repair", Map.of());
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    }
}

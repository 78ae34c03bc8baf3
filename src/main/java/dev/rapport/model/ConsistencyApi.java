package dev.rapport.model;

import dev.rapport.engine.ConsistencyCheck.Finding;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The check and the command that mends what it finds, for process admins. */
@RestController
@RequestMapping("/api/consistency")
class ConsistencyApi {

    /** What was found. */
    record Findings(List<Finding> items) {}

    private final Consistency consistency;

    ConsistencyApi(Consistency consistency) {
        this.consistency = consistency;
    }

    @GetMapping
    Findings find() {
        return new Findings(consistency.find());
    }

    @PostMapping("/repair")
    Findings repair() {
        return new Findings(consistency.repair());
    }
}

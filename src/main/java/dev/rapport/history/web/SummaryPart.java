package dev.rapport.history.web;

import dev.rapport.history.SummarizeContacts;
import dev.rapport.web.NamedWebPart;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Last contact and next planned one, at the top of an address. */
@Component
class SummaryPart extends NamedWebPart {

    private final SummarizeContacts summarizeContacts;

    SummaryPart(SummarizeContacts summarizeContacts) {
        super("address", "summary", "history.summary", Column.TOP, 10, "history/summary");
        this.summarizeContacts = summarizeContacts;
    }

    @Override
    public Map<String, Object> content(Subject subject) {
        boolean person = Boolean.TRUE.equals(subject.page().get("isPerson"));
        return Map.of("summary", summarizeContacts.of(subject.id(), person));
    }
}

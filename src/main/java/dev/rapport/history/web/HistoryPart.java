package dev.rapport.history.web;

import dev.rapport.web.NamedWebPart;
import java.util.Map;
import org.springframework.stereotype.Component;

@Component
class HistoryPart extends NamedWebPart {

    private final HistoryPages pages;

    HistoryPart(HistoryPages pages) {
        super("address", "history", "history.title", Column.MAIN, 20, "history/history");
        this.pages = pages;
    }

    @Override
    public Map<String, Object> content(Subject subject) {
        boolean person = Boolean.TRUE.equals(subject.page().get("isPerson"));
        return Map.of("history", pages.view(subject.id(), person));
    }
}

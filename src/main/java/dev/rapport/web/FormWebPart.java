package dev.rapport.web;

import java.util.Map;

/** A panel of a page that is one form over all its panels: the page itself reads what they show. */
public final class FormWebPart extends NamedWebPart {

    private final String fragment;

    /** All panels of the page are fragments of its template. */
    public FormWebPart(
            String page, String id, String title, Column column, int position, String view, String fragment) {
        super(page, id, title, column, position, view);
        this.fragment = fragment;
    }

    @Override
    public String fragment() {
        return fragment;
    }

    @Override
    public Map<String, Object> content(Subject subject) {
        return Map.of();
    }
}

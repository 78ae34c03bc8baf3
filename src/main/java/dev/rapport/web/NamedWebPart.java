package dev.rapport.web;

/** What most web parts say about themselves. */
public abstract class NamedWebPart implements WebPart {

    private final String page;
    private final String id;
    private final String title;
    private final Column column;
    private final int position;
    private final String view;

    protected NamedWebPart(String page, String id, String title, Column column, int position, String view) {
        this.page = page;
        this.id = id;
        this.title = title;
        this.column = column;
        this.position = position;
        this.view = view;
    }

    @Override
    public final String page() {
        return page;
    }

    @Override
    public final String id() {
        return id;
    }

    @Override
    public final String title() {
        return title;
    }

    @Override
    public final Column column() {
        return column;
    }

    @Override
    public final int position() {
        return position;
    }

    @Override
    public final String view() {
        return view;
    }
}

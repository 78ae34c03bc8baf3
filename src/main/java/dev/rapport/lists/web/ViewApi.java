package dev.rapport.lists.web;

import dev.rapport.lists.Entry;
import dev.rapport.lists.EntryFilter;
import dev.rapport.lists.ListEntries;
import dev.rapport.lists.ListViews;
import dev.rapport.lists.ListViews.View;
import dev.rapport.shared.Ids;
import io.swagger.v3.oas.annotations.media.Schema;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Views over the API: lists that have a name. */
@RestController
@RequestMapping("/api/views")
class ViewApi {

    /**
     * Body of a view.
     *
     * @param list contacts or measures
     * @param query filter, order and columns, as the URL of the list says them after its question mark
     */
    record ViewBody(
            @Schema(allowableValues = {"contacts", "measures"}) @Nullable
            String list,

            @Nullable String name,
            @Nullable String query) {}

    /**
     * A view.
     *
     * @param path where the list is seen
     * @param shared whether everybody may see it
     * @param own whether it is the reader's
     * @param pinned whether it stands in the reader's navigation
     */
    record ViewAnswer(
            long id,
            String list,
            String name,
            String query,
            String path,
            boolean shared,
            boolean own,
            @Nullable String ownerName,
            boolean pinned) {

        static ViewAnswer of(View view) {
            return new ViewAnswer(
                    view.id(),
                    view.list(),
                    view.name(),
                    view.query().replaceFirst("^\\?", ""),
                    view.path(),
                    view.shared(),
                    view.own(),
                    view.ownerName(),
                    view.pinned());
        }
    }

    /** Those that the reader may see. */
    record Views(List<ViewAnswer> items) {}

    /**
     * How many entries a view in the reader's navigation shows.
     *
     * @param count null where counting took too long
     * @param more whether there are more than that
     */
    record ViewCount(long id, String path, @Nullable Integer count, boolean more) {}

    /** Of those in the reader's navigation, no more than the first twelve. */
    record ViewCounts(List<ViewCount> items) {}

    /** So far it is counted. */
    private static final int COUNTED = 999;

    private static final int VIEWS = 12;

    private final ListViews views;
    private final ListUrls urls;
    private final ListEntries listEntries;

    ViewApi(ListViews views, ListUrls urls, ListEntries listEntries) {
        this.views = views;
        this.urls = urls;
        this.listEntries = listEntries;
    }

    @GetMapping
    Views of(@RequestParam(defaultValue = "") @Schema(allowableValues = {"contacts", "measures"}) String list) {
        return new Views(
                views.of(ListUrls.kind(list)).stream().map(ViewAnswer::of).toList());
    }

    /** How many entries the views in the reader's navigation show. */
    @GetMapping("/counts")
    ViewCounts counts() {
        return new ViewCounts(
                views.pinned().stream().limit(VIEWS).map(this::count).toList());
    }

    private ViewCount count(View view) {
        EntryFilter filter = urls.filter(view.query());
        Integer count = WithinPatience.read(() -> listEntries.count(ListUrls.kind(view.list()), filter, COUNTED + 1))
                .orElse(null);
        boolean more = count != null && count > COUNTED;
        return new ViewCount(view.id(), view.path(), more ? Integer.valueOf(COUNTED) : count, more);
    }

    /** The same name means the same view, with another query now. */
    @PostMapping
    ResponseEntity<ViewAnswer> save(@RequestBody ViewBody body) {
        return save(body, false);
    }

    @PostMapping("/shared")
    ResponseEntity<ViewAnswer> share(@RequestBody ViewBody body) {
        return save(body, true);
    }

    private ResponseEntity<ViewAnswer> save(ViewBody body, boolean shared) {
        Entry.Kind kind = ListUrls.kind(String.valueOf(body.list()));
        String query = urls.tidy(kind, body.query() == null ? "" : body.query());
        ViewAnswer saved = ViewAnswer.of(views.show(views.save(kind, body.name(), query, shared)));
        return ResponseEntity.created(URI.create("/api/views?list=" + saved.list()))
                .body(saved);
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable String id) {
        views.delete(Ids.require("id", id));
    }

    @PutMapping("/{id}/pin")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void pin(@PathVariable String id) {
        views.pin(Ids.require("id", id), true);
    }

    @DeleteMapping("/{id}/pin")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void unpin(@PathVariable String id) {
        views.pin(Ids.require("id", id), false);
    }
}

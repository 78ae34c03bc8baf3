package dev.rapport.lists.web;

import dev.rapport.lists.Entry;
import dev.rapport.lists.EntryFilter;
import dev.rapport.lists.ListEntries;
import dev.rapport.lists.Order;
import dev.rapport.lists.web.FilterViews.Typed;
import dev.rapport.lists.web.ListView.Column;
import dev.rapport.shared.BusinessTime;
import dev.rapport.shared.FieldChecks;
import dev.rapport.web.TableFiles;
import dev.rapport.web.TableFiles.File;
import dev.rapport.web.TableFiles.Format;
import dev.rapport.web.TableFiles.Table;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Lists as files: what passes the filter, in the order and with the columns that are shown. */
@RestController
class Exports {

    /** For the API's description. */
    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.RUNTIME)
    @ApiResponse(
            responseCode = "200",
            description = "OK",
            content = {
                @Content(mediaType = "text/csv", schema = @Schema(type = "string")),
                @Content(
                        mediaType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                        schema = @Schema(type = "string", format = "binary"))
            })
    private @interface AnsweredWithAFile {}

    private final ListEntries listEntries;
    private final FilterViews filterViews;
    private final Columns columns;
    private final TableFiles files;
    private final BusinessTime time;

    Exports(ListEntries listEntries, FilterViews filterViews, Columns columns, TableFiles files, BusinessTime time) {
        this.listEntries = listEntries;
        this.filterViews = filterViews;
        this.columns = columns;
        this.files = files;
        this.time = time;
    }

    @GetMapping(path = "/contacts", params = "format")
    void contacts(@RequestParam MultiValueMap<String, String> parameters, HttpServletResponse response, Locale locale)
            throws IOException {
        ofPage(Entry.Kind.CONTACT, parameters, response, locale);
    }

    @GetMapping(path = "/measures", params = "format")
    void measures(@RequestParam MultiValueMap<String, String> parameters, HttpServletResponse response, Locale locale)
            throws IOException {
        ofPage(Entry.Kind.MEASURE, parameters, response, locale);
    }

    /**
     * What an export over the API looks like.
     *
     * @param format {@code csv} or {@code xlsx}
     * @param sort as of the list
     * @param columns keys of columns; the usual ones where none are named
     */
    record Wish(
            @Schema(allowableValues = {"csv", "xlsx"}) @Nullable
            String format,

            @Schema(allowableValues = {"start", "-start", "customer", "responsible"}) @Nullable
            String sort,

            @Nullable List<String> columns) {}

    @AnsweredWithAFile
    @GetMapping("/api/exports/contacts")
    void contacts(EntryQuery query, @ModelAttribute Wish wish, HttpServletResponse response, Locale locale)
            throws IOException {
        ofApi(Entry.Kind.CONTACT, query, wish, response, locale);
    }

    @AnsweredWithAFile
    @GetMapping("/api/exports/measures")
    void measures(EntryQuery query, @ModelAttribute Wish wish, HttpServletResponse response, Locale locale)
            throws IOException {
        ofApi(Entry.Kind.MEASURE, query, wish, response, locale);
    }

    private void ofPage(
            Entry.Kind kind, MultiValueMap<String, String> parameters, HttpServletResponse response, Locale locale)
            throws IOException {
        Typed typed = filterViews.read(parameters);
        Order order = Sorts.order(parameters.getFirst("sort"), kind);
        Format format = Format.named(parameters.getFirst("format"), new FieldChecks());
        EntryFilter filter = filterViews.filter(typed.filters());
        write(
                new Wanted(
                        kind,
                        filter,
                        order == null ? Order.LATEST : order,
                        ListPages.columns(kind, parameters),
                        typed.filters().query()),
                format,
                response,
                locale);
    }

    private void ofApi(Entry.Kind kind, EntryQuery query, Wish wish, HttpServletResponse response, Locale locale)
            throws IOException {
        FieldChecks checks = new FieldChecks();
        Filters filters = query.filters(checks, time);
        Order order = Sorts.order(wish.sort(), kind);
        if (order == null) {
            checks.refuse("sort", "invalid");
        }
        Format format = Format.named(wish.format(), checks);
        MultiValueMap<String, String> columns = new LinkedMultiValueMap<>();
        if (wish.columns() != null) {
            columns.addAll("columns", wish.columns());
        }
        write(
                new Wanted(
                        kind,
                        filterViews.filter(filters),
                        order == null ? Order.LATEST : order,
                        ListPages.columns(kind, columns),
                        filters.query()),
                format,
                response,
                locale);
    }

    /**
     * What is to be written.
     *
     * @param query the filter as an URL says it
     */
    private record Wanted(Entry.Kind kind, EntryFilter filter, Order order, List<Column> columns, String query) {

        String list() {
            return kind == Entry.Kind.CONTACT ? "contacts" : "measures";
        }
    }

    private void write(Wanted wanted, Format format, HttpServletResponse response, Locale locale) throws IOException {
        files.send(
                new File(wanted.list(), wanted.list() + wanted.query, format),
                new Table<Entry>(
                        columns.headings(wanted.columns, locale),
                        after -> listEntries.listMany(wanted.kind, wanted.filter, wanted.order, after),
                        entry -> columns.values(wanted.columns, entry, locale),
                        () -> WithinPatience.read(() -> listEntries.countAll(wanted.kind, wanted.filter))
                                .orElse(null)),
                response,
                locale);
    }
}

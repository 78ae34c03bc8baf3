package dev.rapport.lists.web;

import dev.rapport.lists.Entry;
import dev.rapport.lists.EntryFilter;
import dev.rapport.lists.ListEntries;
import dev.rapport.lists.Order;
import dev.rapport.lists.web.FilterViews.Typed;
import dev.rapport.lists.web.ListView.Column;
import dev.rapport.shared.AuditTrail;
import dev.rapport.shared.BusinessRuleViolation;
import dev.rapport.shared.BusinessTime;
import dev.rapport.shared.CurrentUser;
import dev.rapport.shared.FieldChecks;
import dev.rapport.shared.Page;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Lists as files: what passes the filter, in the order and with the columns that are shown. Written as it is read, a few
 * hundred entries at a time, and nothing of the database is held meanwhile. Who has taken what along is in the audit trail.
 */
@RestController
class Exports {

    private enum Format {
        CSV("text/csv;charset=UTF-8"),
        XLSX("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");

        private final String mediaType;

        Format(String mediaType) {
            this.mediaType = mediaType;
        }
    }

    private final ListEntries listEntries;
    private final FilterViews filterViews;
    private final Columns columns;
    private final AuditTrail audit;
    private final CurrentUser currentUser;
    private final BusinessTime time;

    Exports(
            ListEntries listEntries,
            FilterViews filterViews,
            Columns columns,
            AuditTrail audit,
            CurrentUser currentUser,
            BusinessTime time) {
        this.listEntries = listEntries;
        this.filterViews = filterViews;
        this.columns = columns;
        this.audit = audit;
        this.currentUser = currentUser;
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
            @Nullable String format,
            @Nullable String sort,
            @Nullable List<String> columns) {}

    @GetMapping("/api/exports/contacts")
    void contacts(
            @ModelAttribute EntryQuery query, @ModelAttribute Wish wish, HttpServletResponse response, Locale locale)
            throws IOException {
        ofApi(Entry.Kind.CONTACT, query, wish, response, locale);
    }

    @GetMapping("/api/exports/measures")
    void measures(
            @ModelAttribute EntryQuery query, @ModelAttribute Wish wish, HttpServletResponse response, Locale locale)
            throws IOException {
        ofApi(Entry.Kind.MEASURE, query, wish, response, locale);
    }

    private void ofPage(
            Entry.Kind kind, MultiValueMap<String, String> parameters, HttpServletResponse response, Locale locale)
            throws IOException {
        Typed typed = filterViews.read(parameters);
        Order order = Sorts.order(parameters.getFirst("sort"), kind);
        Format format = format(parameters.getFirst("format"), new FieldChecks());
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
        Format format = format(wish.format(), checks);
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

    /**
     * Reads the format that is wanted.
     *
     * @throws BusinessRuleViolation if it is none, or if something else was wrong
     */
    private static Format format(@Nullable String asked, FieldChecks checks) {
        String wanted = String.valueOf(asked).toUpperCase(Locale.ROOT);
        if (!List.of("CSV", "XLSX").contains(wanted)) {
            checks.refuse("format", "invalid");
        }
        checks.refuseIfAny();
        return Format.valueOf(wanted);
    }

    private void write(Wanted wanted, Format format, HttpServletResponse response, Locale locale) throws IOException {
        // before anything is sent: a cursor or a text that cannot be searched for is still refused
        Page<Entry> page = listEntries.listMany(wanted.kind, wanted.filter, wanted.order, null);
        response.setContentType(format.mediaType);
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment()
                        .filename("%s-%s.%s"
                                .formatted(
                                        wanted.list(),
                                        time.today(),
                                        format.name().toLowerCase(Locale.ROOT)))
                        .build()
                        .toString());
        try (Sheet sheet = format == Format.CSV
                ? new Sheet.Csv(response.getOutputStream(), locale)
                : new Sheet.Xlsx(response.getOutputStream(), wanted.list(), locale)) {
            rows(wanted, format, page, sheet, locale);
        }
    }

    private void rows(Wanted wanted, Format format, Page<Entry> first, Sheet sheet, Locale locale) throws IOException {
        Page<Entry> page = first;
        int rows = 0;
        try {
            sheet.row(new ArrayList<@Nullable Object>(wanted.columns.stream()
                    .map(column -> columns.heading(column, locale))
                    .toList()));
            while (true) {
                for (Entry entry : page.items()) {
                    List<@Nullable Object> values = new ArrayList<>();
                    wanted.columns.forEach(column -> values.add(columns.value(column, entry, locale)));
                    sheet.row(values);
                    rows++;
                }
                if (page.next() == null) {
                    break;
                }
                page = listEntries.listMany(wanted.kind, wanted.filter, wanted.order, page.next());
            }
        } finally {
            // before the end is sent; also what was broken off has been taken along
            audit.changed("user", currentUser.id(), "export", format, wanted.list() + wanted.query + ": " + rows);
        }
    }
}

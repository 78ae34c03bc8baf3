package dev.rapport.web;

import dev.rapport.shared.AuditTrail;
import dev.rapport.shared.BusinessRuleViolation;
import dev.rapport.shared.BusinessTime;
import dev.rapport.shared.CurrentUser;
import dev.rapport.shared.FieldChecks;
import dev.rapport.shared.Page;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/**
 * Tables as files. Written as they are read, a few hundred rows at a time, and nothing of the database is held meanwhile. Who
 * has taken what along is in the audit trail.
 */
@Component
public class TableFiles {

    /** After each so many rows pages are told: a file that has fewer is there before anybody asks. */
    private static final int TOLD = 10_000;

    /** So many rows are read at once. */
    public static final int ROWS = 500;

    /** What a file can be. */
    public enum Format {
        CSV("text/csv;charset=UTF-8"),
        XLSX("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");

        private final String mediaType;

        Format(String mediaType) {
            this.mediaType = mediaType;
        }

        /**
         * The one with a name.
         *
         * @throws BusinessRuleViolation if there is none, or if something else was wrong
         */
        public static Format named(@Nullable String name, FieldChecks checks) {
            String wanted = String.valueOf(name).toUpperCase(Locale.ROOT);
            boolean known = List.of("CSV", "XLSX").contains(wanted);
            if (!known) {
                checks.refuse("format", "invalid");
            }
            checks.refuseIfAny();
            return valueOf(wanted);
        }
    }

    /**
     * What a file is called and where it comes from.
     *
     * @param name of the file, without the day and the ending
     * @param source what was exported with which filter, as an URL says it; for the audit trail
     */
    public record File(String name, String source, Format format) {}

    /**
     * What stands in it.
     *
     * @param read a page of {@link #ROWS} rows, behind that of the cursor
     * @param values of a row: {@link LocalDateTime}s of the business zone, {@link Duration}s and texts
     * @param total how many rows there are, asked for when there are many; null where that is not known
     * @param <R> a row
     */
    public record Table<R>(
            List<String> headings,
            Function<@Nullable String, Page<R>> read,
            Function<R, List<@Nullable Object>> values,
            Supplier<@Nullable Integer> total) {

        /** One of which nobody knows how long it is. */
        public Table(
                List<String> headings,
                Function<@Nullable String, Page<R>> read,
                Function<R, List<@Nullable Object>> values) {
            this(headings, read, values, () -> null);
        }
    }

    private final AuditTrail audit;
    private final CurrentUser currentUser;
    private final BusinessTime time;
    private final ProgressOfExports progress;

    TableFiles(AuditTrail audit, CurrentUser currentUser, BusinessTime time, ProgressOfExports progress) {
        this.audit = audit;
        this.currentUser = currentUser;
        this.time = time;
        this.progress = progress;
    }

    /** Sends the file. What refuses the first page refuses it, as any request. */
    public <R> void send(File file, Table<R> table, HttpServletResponse response, Locale locale) throws IOException {
        Page<R> first = table.read.apply(null);
        response.setContentType(file.format.mediaType);
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment()
                        .filename("%s-%s.%s"
                                .formatted(
                                        file.name,
                                        time.today(),
                                        file.format.name().toLowerCase(Locale.ROOT)))
                        .build()
                        .toString());
        try (Sheet sheet = file.format == Format.CSV
                ? new Sheet.Csv(response.getOutputStream(), locale)
                : new Sheet.Xlsx(response.getOutputStream(), file.name, locale)) {
            Rows<R> rows = new Rows<>(table, sheet);
            boolean whole = false;
            try {
                sheet.row(List.copyOf(table.headings));
                rows.write(first);
                whole = true;
            } finally {
                // before the end is sent; also what was broken off has been taken along
                audit.changed("user", currentUser.id(), "export", file.format, file.source + ": " + rows.written);
                rows.ended(whole);
            }
        }
    }

    /** The rows of one file, and how far they are. */
    private final class Rows<R> {

        private final Table<R> table;
        private final Sheet sheet;
        private final String name = UUID.randomUUID().toString();
        private int written;
        private @Nullable Integer total;

        Rows(Table<R> table, Sheet sheet) {
            this.table = table;
            this.sheet = sheet;
        }

        void write(Page<R> first) throws IOException {
            Page<R> page = first;
            while (true) {
                for (R row : page.items()) {
                    sheet.row(table.values.apply(row));
                    written++;
                    if (written % TOLD == 0) {
                        tell();
                    }
                }
                if (page.next() == null) {
                    return;
                }
                page = table.read.apply(page.next());
            }
        }

        private void tell() {
            if (written == TOLD) {
                total = table.total.get();
            }
            progress.written(currentUser.id(), name, written, total);
        }

        void ended(boolean whole) {
            if (written >= TOLD) {
                progress.ended(currentUser.id(), name, written, whole);
            }
        }
    }
}

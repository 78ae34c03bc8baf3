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
import java.util.function.Function;
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
     * @param <R> a row
     */
    public record Table<R>(
            List<String> headings,
            Function<@Nullable String, Page<R>> read,
            Function<R, List<@Nullable Object>> values) {}

    private final AuditTrail audit;
    private final CurrentUser currentUser;
    private final BusinessTime time;

    TableFiles(AuditTrail audit, CurrentUser currentUser, BusinessTime time) {
        this.audit = audit;
        this.currentUser = currentUser;
        this.time = time;
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
            int rows = 0;
            try {
                sheet.row(List.copyOf(table.headings));
                Page<R> page = first;
                while (true) {
                    for (R row : page.items()) {
                        sheet.row(table.values.apply(row));
                        rows++;
                    }
                    if (page.next() == null) {
                        break;
                    }
                    page = table.read.apply(page.next());
                }
            } finally {
                // before the end is sent; also what was broken off has been taken along
                audit.changed("user", currentUser.id(), "export", file.format, file.source + ": " + rows);
            }
        }
    }
}

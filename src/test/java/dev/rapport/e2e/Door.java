package dev.rapport.e2e;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import dev.rapport.e2e.DemoApi.Answer;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A place where people say what became of a contact or a measure. */
enum Door {
    PAGE {
        @Override
        Said say(Browser browser, DemoApi api, Item item, Report report) {
            browser.go("/" + item.kind() + "s/" + item.id());
            Page page = browser.page();
            String prefix = "#" + item.kind() + "-";
            if (report.start() != null) {
                page.locator(prefix + "date").fill(report.start().format(DateTimeFormatter.ofPattern("dd.MM.yyyy")));
                page.locator(prefix + "time").fill(report.start().format(DateTimeFormatter.ofPattern("HH:mm")));
            }
            if (report.duration() != null) {
                page.locator(prefix + "duration").fill(report.duration());
            }
            if (report.infotext() != null) {
                page.locator(prefix + "infotext").fill(report.infotext());
            }
            browser.expects("status of 422");
            Response answer = page.waitForResponse(
                    each -> each.request().method().equals("POST"),
                    () -> page.locator("#outcome-" + report.outcome()).click());
            answer.finished();
            return new Said(answer.ok(), answer.text());
        }
    },
    TASKLIST {
        @Override
        Said say(Browser browser, DemoApi api, Item item, Report report) {
            TasklistForm form = TasklistForm.complete(
                            browser,
                            api.get(item.path()).expect(200).path("taskId").asString())
                    .claimed();
            form.option(report.label());
            if (report.start() != null) {
                form.dateTime(report.start());
            }
            if (report.duration() != null) {
                form.field("Dauer").fill(report.duration());
            }
            if (report.infotext() != null) {
                form.field("Infotext").fill(report.infotext());
            }
            Response answer = browser.page()
                    .waitForResponse(
                            each -> each.request().method().equals("POST")
                                    && each.url().contains("/submit-form"),
                            form::complete);
            answer.finished();
            if (answer.ok()) {
                form.isGone();
            }
            return new Said(answer.ok(), answer.ok() ? "" : answer.text());
        }
    },
    API {
        @Override
        Said say(Browser browser, DemoApi api, Item item, Report report) {
            Map<String, Object> body = new LinkedHashMap<>();
            body.put("version", api.get(item.path()).expect(200).path("version").asInt());
            body.put("outcome", report.outcome());
            if (report.start() != null) {
                body.put("start", report.start().toString());
            }
            if (report.duration() != null) {
                body.put("duration", report.duration());
            }
            if (report.infotext() != null) {
                body.put("infotext", report.infotext());
            }
            Answer answer = api.post(item.path() + "/outcome", body);
            return new Said(answer.status() == 200, answer.text());
        }
    };

    /**
     * A contact or a measure.
     *
     * @param kind {@code contact} or {@code measure}
     */
    record Item(String kind, String id) {

        String path() {
            return "/api/" + kind + "s/" + id;
        }
    }

    /**
     * What somebody says.
     *
     * @param outcome its code
     * @param label what it is called in a form
     */
    record Report(
            String outcome,
            String label,
            @Nullable LocalDateTime start,
            @Nullable String duration,
            @Nullable String infotext) {

        static Report of(String outcome, String label) {
            return new Report(outcome, label, null, null, null);
        }

        static Report performed() {
            return of("performed", "Durchgeführt");
        }

        static Report notPerformed() {
            return of("notPerformed", "Nicht durchgeführt");
        }

        Report lasting(String duration) {
            return new Report(outcome, label, start, duration, infotext);
        }

        Report because(String infotext) {
            return new Report(outcome, label, start, duration, infotext);
        }

        Report anew(LocalDateTime start) {
            return new Report(outcome, label, start, duration, infotext);
        }
    }

    /** Whether it was taken, and what was answered. */
    record Said(boolean taken, String answer) {}

    /** Says it as the person whose browser and login these are. */
    abstract Said say(Browser browser, DemoApi api, Item item, Report report);
}

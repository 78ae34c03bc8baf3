package dev.rapport.bulk.web;

import dev.rapport.bulk.BulkChange;
import dev.rapport.bulk.BulkChangeDraft;
import dev.rapport.bulk.BulkChangeDraftBuilder;
import dev.rapport.bulk.BulkPlan;
import dev.rapport.bulk.Meant;
import dev.rapport.bulk.ShowBulkChanges;
import dev.rapport.bulk.StartBulkChange;
import dev.rapport.bulk.StopBulkChange;
import dev.rapport.lists.Entry;
import dev.rapport.lists.EntryFilter;
import dev.rapport.lists.web.EntryQuery;
import dev.rapport.lists.web.ListUrls;
import dev.rapport.shared.BusinessTime;
import dev.rapport.shared.FieldChecks;
import dev.rapport.shared.Ids;
import dev.rapport.shared.Page;
import dev.rapport.web.Created;
import dev.rapport.web.Idempotency;
import io.soabase.recordbuilder.core.RecordBuilder;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Changing many at once over the API. */
@RestController
@Tag(name = "bulk-api")
@RequestMapping("/api/changes")
class BulkChangeApi {

    /**
     * Body of an order: what is meant, by ids or by a filter, and what is to be done.
     *
     * @param list contacts or measures
     * @param filter with the names and values of the list's own; an empty one means everything
     */
    record OrderBody(
            @Nullable String list,
            @Nullable List<@Nullable String> ids,
            @Nullable EntryQuery filter,
            @Nullable BulkChangeDraft change) {}

    /** One that refused, and why. */
    record RefusedAnswer(
            Long id, @Nullable String number, @Nullable String subject, String reason) {}

    /**
     * An order and how far it is.
     *
     * @param status running, done or stopped
     * @param handled how many have had their turn; those that are not among the changed ones refused
     * @param refused the first of those that refused, or those behind {@code after}
     * @param stoppedBy code of what ended it early, or cancelled
     * @param stopReason the sentence to it; null if it did not end early
     */
    @RecordBuilder
    record Answer(
            Long id,
            String list,
            String action,
            String status,
            int total,
            int handled,
            int changed,
            Page<RefusedAnswer> refused,
            @Nullable String stoppedBy,
            @Nullable String stopReason,
            OffsetDateTime createdAt,
            String createdBy,
            @Nullable OffsetDateTime finishedAt) {}

    private final StartBulkChange startBulkChange;
    private final ShowBulkChanges showBulkChanges;
    private final StopBulkChange stopBulkChange;
    private final StopReason stopReason;
    private final Idempotency idempotency;
    private final BusinessTime time;

    BulkChangeApi(
            StartBulkChange startBulkChange,
            ShowBulkChanges showBulkChanges,
            StopBulkChange stopBulkChange,
            StopReason stopReason,
            Idempotency idempotency,
            BusinessTime time) {
        this.startBulkChange = startBulkChange;
        this.showBulkChanges = showBulkChanges;
        this.stopBulkChange = stopBulkChange;
        this.stopReason = stopReason;
        this.idempotency = idempotency;
        this.time = time;
    }

    /** Gives the order; it is carried out in the background. */
    @PostMapping
    @ResponseStatus(HttpStatus.ACCEPTED)
    ResponseEntity<Answer> order(
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody OrderBody body,
            Locale locale) {
        BulkChangeDraft draft =
                body.change() == null ? BulkChangeDraftBuilder.builder().build() : body.change();
        Meant meant = meant(body, draft);
        ResponseEntity<Answer> first = idempotency.once(key, body, Answer.class, () -> {
            Answer answer = answer(showBulkChanges.show(startBulkChange.start(meant, draft)), null, null, locale);
            return new Created<>("/api/changes/" + answer.id(), answer);
        });
        return ResponseEntity.accepted().headers(first.getHeaders()).body(first.getBody());
    }

    /** How far an order is. */
    @GetMapping("/{id}")
    Answer show(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String after,
            Locale locale) {
        return answer(showBulkChanges.show(Ids.require("id", id)), after, limit, locale);
    }

    /** Ends an order early; what it has changed stays so. */
    @PostMapping("/{id}/stop")
    Answer stop(@PathVariable String id, Locale locale) {
        Long changeId = Ids.require("id", id);
        stopBulkChange.stop(changeId);
        return answer(showBulkChanges.show(changeId), null, null, locale);
    }

    /** Everything that is wrong with the body is said at once, also with what is to be done. */
    private Meant meant(OrderBody body, BulkChangeDraft draft) {
        FieldChecks checks = new FieldChecks();
        Entry.Kind list = null;
        checks.required("list", body.list());
        if (!checks.refuses("list")) {
            list = ListUrls.find(String.valueOf(body.list()).strip()).orElse(null);
            if (list == null) {
                checks.refuse("list", "invalid");
            }
        }
        EntryFilter filter = body.filter() == null ? null : body.filter().filter(checks, time);
        List<Long> ids = new ArrayList<>();
        if (filter == null && (body.ids() == null || body.ids().isEmpty())) {
            checks.refuse("ids", "required");
        } else if (body.ids() != null && filter != null) {
            checks.refuse("ids", "bulk.ids-or-filter");
        } else if (body.ids() != null) {
            for (@Nullable String id : body.ids()) {
                Optional<Long> parsed = Ids.parse(id);
                parsed.ifPresentOrElse(ids::add, () -> checks.refuse("ids", "not-found"));
            }
        }
        if (list != null) {
            startBulkChange.check(checks, list, draft);
        }
        checks.refuseIfAny();
        return new Meant(list == null ? Entry.Kind.CONTACT : list, ids, filter);
    }

    private Answer answer(BulkChange change, @Nullable String after, @Nullable Integer limit, Locale locale) {
        BulkPlan.Stop stopped = change.stopped();
        return BulkChangeApiAnswerBuilder.builder()
                .id(change.id())
                .list(ListUrls.list(change.list()))
                .action(String.valueOf(change.said().action()))
                .status(change.status().name().toLowerCase(Locale.ROOT))
                .total(change.total())
                .handled(change.handled())
                .changed(change.changed())
                .refused(showBulkChanges
                        .refused(change, after, limit)
                        .map(refused ->
                                new RefusedAnswer(refused.id(), refused.number(), refused.subject(), refused.reason())))
                .stoppedBy(stopped == null ? null : stopped.code())
                .stopReason(stopped == null ? null : stopReason.sentence(stopped, locale))
                .createdAt(time.local(change.createdAt()))
                .createdBy(change.createdBy())
                .finishedAt(Optional.ofNullable(change.finishedAt())
                        .map(time::local)
                        .orElse(null))
                .build();
    }
}

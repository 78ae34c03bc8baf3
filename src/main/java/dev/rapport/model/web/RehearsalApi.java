package dev.rapport.model.web;

import dev.rapport.model.rehearsal.Rehearsal;
import dev.rapport.model.rehearsal.RehearsalWish;
import dev.rapport.model.rehearsal.Rehearse;
import dev.rapport.model.rehearsal.ShowRehearsal;
import dev.rapport.shared.BusinessTime;
import dev.rapport.shared.Ids;
import dev.rapport.shared.Page;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.net.URI;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** Rehearsals over the API, for the Modeler and for pipelines. */
@RestController
@RequestMapping("/api/models/rehearsals")
class RehearsalApi {

    /**
     * Items of which the same became.
     *
     * @param verdict failed, refused, allowed, waiting, outcome, effects, steps, same or not_comparable
     * @param reason the sentence; one of them as an example where each item has its own; empty where there is nothing to say
     */
    record GroupAnswer(String verdict, String reason, long number) {}

    /**
     * A rehearsal and what it has found.
     *
     * @param status running, done, stopped or failed; it is running while it waits for its turn, too
     * @param total how many items fit; 0 before they are counted
     * @param version what it became; null while it is not deployed
     */
    @RecordBuilder
    record Answer(
            Long id,
            String process,
            String status,
            int total,
            int handled,
            List<GroupAnswer> groups,
            @Nullable Integer version,
            OffsetDateTime createdAt,
            String createdBy) {}

    /** One item. */
    record ItemAnswer(Long id, String number, String subject, String verdict, String reason) {}

    private final Rehearse rehearse;
    private final ShowRehearsal showRehearsal;
    private final RehearsalSentences sentences;
    private final BusinessTime time;

    RehearsalApi(Rehearse rehearse, ShowRehearsal showRehearsal, RehearsalSentences sentences, BusinessTime time) {
        this.rehearse = rehearse;
        this.showRehearsal = showRehearsal;
        this.sentences = sentences;
        this.time = time;
    }

    /** Takes files as a deployment does, under whatever names; nothing is deployed. It is rehearsed in the background. */
    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    ResponseEntity<Answer> begin(
            @RequestParam MultiValueMap<String, MultipartFile> files,
            @ModelAttribute RehearsalWish wish,
            Locale locale) {
        Long id = rehearse.files(Uploads.of(files), wish);
        return ResponseEntity.accepted()
                .location(URI.create("/api/models/rehearsals/" + id))
                .body(answer(id, locale));
    }

    /** How far it is, and what it has found. */
    @GetMapping("/{id}")
    Answer show(@PathVariable String id, Locale locale) {
        return answer(Ids.require("id", id), locale);
    }

    /** The items, in the order in which they had their turn. */
    @GetMapping("/{id}/items")
    Page<ItemAnswer> items(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String after,
            Locale locale) {
        Rehearsal rehearsal = showRehearsal.show(Ids.require("id", id));
        return showRehearsal
                .lines(rehearsal.id(), null, after, Page.limit(limit), locale)
                .map(line -> new ItemAnswer(
                        line.itemId(),
                        line.number(),
                        line.subject(),
                        code(line.verdict()),
                        sentences.of(line, locale)));
    }

    /** Ends it; what it has found so far stays. */
    @PostMapping("/{id}/stop")
    Answer stop(@PathVariable String id, Locale locale) {
        Long rehearsal = Ids.require("id", id);
        rehearse.stop(rehearsal);
        return answer(rehearsal, locale);
    }

    private Answer answer(Long id, Locale locale) {
        Rehearsal rehearsal = showRehearsal.show(id);
        return RehearsalApiAnswerBuilder.builder()
                .id(id)
                .process(rehearsal.process())
                .status(code(rehearsal.status()))
                .total(rehearsal.total())
                .handled(rehearsal.handled())
                .groups(showRehearsal.groups(id, locale).stream()
                        .map(group ->
                                new GroupAnswer(code(group.verdict()), sentences.of(group, locale), group.number()))
                        .toList())
                .version(rehearsal.deployedAs())
                .createdAt(time.local(rehearsal.createdAt()))
                .createdBy(rehearsal.createdBy())
                .build();
    }

    private static String code(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}

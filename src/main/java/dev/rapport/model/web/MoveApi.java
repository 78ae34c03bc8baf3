package dev.rapport.model.web;

import dev.rapport.model.moves.ModelMove;
import dev.rapport.model.moves.MoveItems;
import dev.rapport.model.moves.ShowMoves;
import dev.rapport.model.moves.ShowMoves.DryRun;
import dev.rapport.shared.BusinessTime;
import dev.rapport.shared.Ids;
import dev.rapport.shared.Page;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.net.URI;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Moving running items to the newest version of their model, over the API. */
@RestController
@RequestMapping("/api/models/moves")
class MoveApi {

    /**
     * What could be moved.
     *
     * @param version the newest one
     * @param total how many run in older ones
     * @param movable how many of them can be moved
     */
    record DryRunAnswer(String process, int version, int total, int movable, List<OlderAnswer> versions) {}

    /** What runs in one older version. */
    record OlderAnswer(int version, int total, int movable, List<StepAnswer> steps) {}

    /**
     * Some that wait at the same.
     *
     * @param reason why they cannot be moved; null where they can
     */
    record StepAnswer(
            String step,
            int number,
            boolean movable,
            @Nullable String reason) {}

    /**
     * What is to be moved.
     *
     * @param process contact or measure
     * @param version the newest one as it was looked at: it is refused when there is a newer one by now; may be left out
     * @param from only what runs in this older one; all of them when left out
     */
    record MoveRequest(
            @Nullable String process,
            @Nullable String version,
            @Nullable String from) {}

    /**
     * An order.
     *
     * @param version where to
     * @param status running, done or stopped
     * @param handled how many have had their turn
     * @param moved how many of them were moved
     * @param stoppedBy name; null if nobody stopped it
     */
    @RecordBuilder
    record Answer(
            Long id,
            String process,
            int version,
            String status,
            int total,
            int handled,
            int moved,
            @Nullable String stoppedBy,
            OffsetDateTime createdAt,
            String createdBy) {}

    /**
     * One that had its turn.
     *
     * @param fromVersion in which it ran
     * @param result moved, kept or ended
     * @param reason why it was kept; null of any other
     */
    record ItemAnswer(
            Long id,
            String number,
            String subject,
            int fromVersion,
            String result,
            @Nullable String reason) {}

    private final MoveItems moveItems;
    private final ShowMoves showMoves;
    private final MoveSentences sentences;
    private final BusinessTime time;

    MoveApi(MoveItems moveItems, ShowMoves showMoves, MoveSentences sentences, BusinessTime time) {
        this.moveItems = moveItems;
        this.showMoves = showMoves;
        this.sentences = sentences;
        this.time = time;
    }

    /** What could be moved and what could not, by versions and steps; nothing is moved. */
    @GetMapping
    DryRunAnswer dryRun(@RequestParam String process, Locale locale) {
        DryRun run = showMoves.dryRun(process);
        return new DryRunAnswer(
                process,
                run.version(),
                run.total(),
                run.movable(),
                run.older().stream()
                        .map(older -> new OlderAnswer(
                                older.version(),
                                older.total(),
                                older.movable(),
                                older.waiting().stream()
                                        .map(some -> new StepAnswer(
                                                sentences.steps(some.steps(), locale),
                                                some.number(),
                                                some.obstacle() == null,
                                                nothing(sentences.why(some.obstacle(), locale))))
                                        .toList()))
                        .toList());
    }

    /** Moves what runs in older versions; it is done in the background. */
    @PostMapping
    ResponseEntity<Answer> begin(@RequestBody MoveRequest request) {
        Long id = moveItems.start(request.process(), request.version(), request.from());
        return ResponseEntity.accepted()
                .location(URI.create("/api/models/moves/" + id))
                .body(answer(id));
    }

    /** How far it is. */
    @GetMapping("/{id}")
    Answer show(@PathVariable String id) {
        return answer(Ids.require("id", id));
    }

    /** The items that have had their turn, in order. */
    @GetMapping("/{id}/items")
    Page<ItemAnswer> items(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String after,
            Locale locale) {
        ModelMove move = showMoves.show(Ids.require("id", id));
        return showMoves
                .items(move, false, after, Page.limit(limit))
                .map(item -> new ItemAnswer(
                        item.itemId(),
                        item.number(),
                        item.subject(),
                        item.from(),
                        String.valueOf(item.result()).toLowerCase(Locale.ROOT),
                        nothing(sentences.why(item, locale))));
    }

    /** Ends it; what is moved stays moved. */
    @PostMapping("/{id}/stop")
    Answer stop(@PathVariable String id) {
        Long move = Ids.require("id", id);
        moveItems.stop(move);
        return answer(move);
    }

    private static @Nullable String nothing(String sentence) {
        return sentence.isEmpty() ? null : sentence;
    }

    private Answer answer(Long id) {
        ModelMove move = showMoves.show(id);
        return MoveApiAnswerBuilder.builder()
                .id(id)
                .process(move.process())
                .version(move.version())
                .status(move.status().name().toLowerCase(Locale.ROOT))
                .total(move.total())
                .handled(move.handled())
                .moved(move.moved())
                .stoppedBy(move.stoppedBy())
                .createdAt(time.local(move.createdAt()))
                .createdBy(move.createdBy())
                .build();
    }
}

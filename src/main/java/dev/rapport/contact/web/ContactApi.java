package dev.rapport.contact.web;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.rapport.contact.ChangeContact;
import dev.rapport.contact.CompleteContact;
import dev.rapport.contact.ContactChange;
import dev.rapport.contact.ContactDraft;
import dev.rapport.contact.ContactOutcome;
import dev.rapport.contact.CreateContact;
import dev.rapport.contact.ShowContact;
import dev.rapport.engine.RanStep;
import dev.rapport.engine.ReadCourse;
import dev.rapport.shared.BusinessTime;
import dev.rapport.shared.Change;
import dev.rapport.shared.Ids;
import dev.rapport.web.Created;
import dev.rapport.web.Idempotency;
import dev.rapport.web.Versioned;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Contacts over the API, see {@code api.md}. */
@RestController
@RequestMapping("/api/contacts")
class ContactApi {

    /** Body of a closing. */
    record OutcomeBody(
            @Nullable Integer version,
            @Nullable String outcome,
            @Nullable String start,
            @Nullable String duration,
            @Nullable String infotext) {}

    /** The closed contact and the steps that ran (rule 21). */
    record ClosedAnswer(@JsonUnwrapped ContactAnswer contact, List<RanStep> rules) {}

    private final CreateContact createContact;
    private final ChangeContact changeContact;
    private final CompleteContact completeContact;
    private final ShowContact showContact;
    private final ReadCourse readCourse;
    private final Idempotency idempotency;
    private final BusinessTime time;

    ContactApi(
            CreateContact createContact,
            ChangeContact changeContact,
            CompleteContact completeContact,
            ShowContact showContact,
            ReadCourse readCourse,
            Idempotency idempotency,
            BusinessTime time) {
        this.createContact = createContact;
        this.changeContact = changeContact;
        this.completeContact = completeContact;
        this.showContact = showContact;
        this.readCourse = readCourse;
        this.idempotency = idempotency;
        this.time = time;
    }

    @PostMapping
    ResponseEntity<ContactAnswer> create(
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody ContactDraft draft) {
        return idempotency.once(key, draft, ContactAnswer.class, () -> {
            ContactAnswer answer = answer(createContact.create(draft));
            return new Created<>("/api/contacts/" + answer.id(), answer);
        });
    }

    @GetMapping("/{id}")
    ContactAnswer show(@PathVariable String id) {
        return answer(Ids.require("id", id));
    }

    @PatchMapping("/{id}")
    ContactAnswer change(@PathVariable String id, @RequestBody ContactChange change) {
        Long contactId = Ids.require("id", id);
        return Versioned.change(() -> answer(contactId), change, () -> {
            changeContact.change(contactId, change);
            return answer(contactId);
        });
    }

    @PostMapping("/{id}/outcome")
    ClosedAnswer close(@PathVariable String id, @RequestBody OutcomeBody body) {
        Long contactId = Ids.require("id", id);
        return Versioned.change(() -> answer(contactId), body, () -> {
            List<RanStep> rules = completeContact.complete(
                    contactId,
                    Change.requireVersion(body.version()),
                    new ContactOutcome(body.outcome(), body.start(), body.duration(), body.infotext()));
            return new ClosedAnswer(answer(contactId), rules);
        });
    }

    /** Which rules ran when its status changed last, whoever changed it, wherever. */
    @GetMapping("/{id}/rules")
    ReadCourse.LastRun rules(@PathVariable String id) {
        Long contactId = Ids.require("id", id);
        showContact.show(contactId);
        return ReadCourse.lastRun(readCourse.of("contact", contactId));
    }

    private ContactAnswer answer(Long contactId) {
        return ContactAnswer.of(showContact.show(contactId), time);
    }
}

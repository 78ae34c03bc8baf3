package dev.rapport.lists.web;

import dev.rapport.lists.Entry;
import dev.rapport.shared.BusinessTime;
import dev.rapport.shared.OutcomeLabel;
import dev.rapport.web.FormTexts;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;

/**
 * A contact or a measure in a list or a history of the API.
 *
 * @param end when calendars show that it ends; null for a measure
 * @param upcoming still open, whatever its start
 * @param outcomeLabel what its model calls the outcome, in the reader's language; null for Rapport's own words
 * @param attempts how often it was tried and stayed open
 * @param duration {@code HH:mm}
 * @param inCharge login of whoever is responsible, else of its creator
 * @param reminder when it reminds or has reminded
 */
@RecordBuilder
public record EntryItem(
        String kind,
        Long id,
        int version,
        String number,
        OffsetDateTime start,
        @Nullable OffsetDateTime end,
        boolean upcoming,
        @Nullable Long addressId,
        @Nullable String address,
        @Nullable String type,
        @Nullable String direction,
        String status,
        @Nullable String outcome,
        @Nullable String outcomeLabel,
        int attempts,
        @Nullable String duration,
        String subject,
        @Nullable Long contactPersonId,
        @Nullable String contactPerson,
        @Nullable String responsible,
        @Nullable String responsibleName,
        String inCharge,
        String inChargeName,
        String creator,
        @Nullable Long campaignId,
        @Nullable String campaign,
        @Nullable String infotext,
        @Nullable OffsetDateTime reminder,
        @Nullable Voided voided) {

    /** Who voided it, when and why (rule 23). */
    public record Voided(OffsetDateTime at, String by, String reason) {}

    public static EntryItem of(Entry entry, BusinessTime time) {
        Integer minutes = entry.durationMinutes();
        OutcomeLabel label = entry.outcomeLabel();
        Instant end = entry.end();
        Instant reminder = entry.reminder();
        Entry.Voided voided = entry.voided();
        return EntryItemBuilder.builder()
                .kind(entry.kind().name().toLowerCase(Locale.ROOT))
                .id(entry.id())
                .version(entry.version())
                .number(entry.number())
                .start(time.local(entry.start()))
                .end(end == null ? null : time.local(end))
                .upcoming(entry.upcoming())
                .addressId(entry.addressId())
                .address(entry.address())
                .type(entry.type())
                .direction(entry.direction())
                .status(entry.status())
                .outcome(entry.outcome())
                .outcomeLabel(label == null ? null : label.in(LocaleContextHolder.getLocale()))
                .attempts(entry.attempts())
                .duration(minutes == null ? null : FormTexts.duration(minutes))
                .subject(entry.subject())
                .contactPersonId(entry.contactPersonId())
                .contactPerson(entry.contactPerson())
                .responsible(entry.responsible())
                .responsibleName(entry.responsibleName())
                .inCharge(entry.inCharge())
                .inChargeName(entry.inChargeName())
                .creator(entry.creator())
                .campaignId(entry.campaignId())
                .campaign(entry.campaign())
                .infotext(entry.infotext())
                .reminder(reminder == null ? null : time.local(reminder))
                .voided(voided == null ? null : new Voided(time.local(voided.at()), voided.by(), voided.reason()))
                .build();
    }
}

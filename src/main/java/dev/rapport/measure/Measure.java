package dev.rapport.measure;

import dev.rapport.item.Item;
import dev.rapport.item.ItemStatus;
import dev.rapport.shared.BusinessTime;
import dev.rapport.shared.OutcomeLabel;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;

/** One measure for a campaign (rule 25). */
@Entity
@Table(name = "measure")
@DynamicUpdate
public class Measure extends Item {

    static final String KIND = "measure";

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "measure_id_seq")
    @SequenceGenerator(name = "measure_id_seq", sequenceName = "measure_id_seq", allocationSize = 50)
    private @Nullable Long id;

    private @Nullable LocalDate plannedFor;
    private Instant startAt;

    @SuppressWarnings("NullAway.Init")
    protected Measure() {}

    Measure(String number, CheckedMeasure input, Instant now, String user, ZoneId zone) {
        super(number, input, ItemStatus.PLANNED, now, user);
        this.plannedFor = input.plannedFor();
        this.startAt = start(zone);
    }

    /** Where an open one stands in a history: at the beginning of the planned day, else where it was created. */
    private Instant start(ZoneId zone) {
        return plannedFor == null ? createdAt() : plannedFor.atStartOfDay(zone).toInstant();
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Long id() {
        if (id == null) {
            throw new IllegalStateException("This measure is not saved yet");
        }
        return id;
    }

    public @Nullable LocalDate plannedFor() {
        return plannedFor;
    }

    @Override
    public @Nullable LocalDate appointment(BusinessTime time) {
        return plannedFor;
    }

    @Override
    public Instant start() {
        return startAt;
    }

    /** Closes it, with or without a campaign: that it needs one is a step of the model (rule 26). */
    @Override
    public void close(
            ItemStatus closed,
            @Nullable String modelledOutcome,
            @Nullable OutcomeLabel label,
            Instant now,
            String user) {
        super.close(closed, modelledOutcome, label, now, user);
        startAt = now;
    }

    void plan(@Nullable LocalDate day, ZoneId zone) {
        requireOpen();
        plannedFor = day;
        startAt = start(zone);
    }
}

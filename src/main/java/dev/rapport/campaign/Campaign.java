package dev.rapport.campaign;

import dev.rapport.shared.BusinessRuleViolation;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** A campaign: active, or deleted for good. A deleted one never changes again (rule 29). */
@Entity
@Table(name = "campaign")
public class Campaign {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "campaign_id_seq")
    @SequenceGenerator(name = "campaign_id_seq", sequenceName = "campaign_id_seq", allocationSize = 50)
    private @Nullable Long id;

    @Version
    private int version;

    private String title;
    private @Nullable String description;
    private @Nullable LocalDate startsOn;
    private @Nullable LocalDate endsOn;
    private Instant createdAt;
    private String createdBy;
    private @Nullable Instant deletedAt;
    private @Nullable String deletedBy;

    @SuppressWarnings("NullAway.Init")
    protected Campaign() {}

    Campaign(CheckedCampaign input, Instant now, String user) {
        this.title = input.title();
        this.description = input.description();
        this.startsOn = input.from();
        this.endsOn = input.to();
        this.createdAt = now;
        this.createdBy = user;
    }

    /** The campaign's id; only a saved campaign has one. */
    public Long id() {
        if (id == null) {
            throw new IllegalStateException("This campaign is not saved yet");
        }
        return id;
    }

    public int version() {
        return version;
    }

    public String title() {
        return title;
    }

    public @Nullable String description() {
        return description;
    }

    public @Nullable LocalDate from() {
        return startsOn;
    }

    public @Nullable LocalDate to() {
        return endsOn;
    }

    public Instant createdAt() {
        return createdAt;
    }

    public String createdBy() {
        return createdBy;
    }

    public boolean active() {
        return deletedAt == null;
    }

    public @Nullable Instant deletedAt() {
        return deletedAt;
    }

    public @Nullable String deletedBy() {
        return deletedBy;
    }

    void requireActive() {
        if (!active()) {
            throw BusinessRuleViolation.conflict("id", "campaign.deleted");
        }
    }

    void edit(CheckedCampaign input) {
        requireActive();
        title = input.title();
        description = input.description();
        startsOn = input.from();
        endsOn = input.to();
    }

    /** Deletes for good; deleting again changes neither who did it nor when. */
    void delete(Instant now, String user) {
        if (active()) {
            deletedAt = now;
            deletedBy = user;
        }
    }
}

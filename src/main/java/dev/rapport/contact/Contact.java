package dev.rapport.contact;

import dev.rapport.item.Item;
import dev.rapport.shared.BusinessTime;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;

/** One contact with a customer. A planned one has no duration, whatever the model says (rule 12). */
@Entity
@Table(name = "contact")
@DynamicUpdate
public class Contact extends Item {

    static final String KIND = "contact";

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "contact_id_seq")
    @SequenceGenerator(name = "contact_id_seq", sequenceName = "contact_id_seq", allocationSize = 50)
    private @Nullable Long id;

    private Long addressId;
    private @Nullable Long contactPersonId;
    private String type;

    @Enumerated(EnumType.STRING)
    private Direction direction;

    private Instant startAt;
    private int durationMinutes;
    private @Nullable Integer expectedMinutes;
    private @Nullable String description;

    @SuppressWarnings("NullAway.Init")
    protected Contact() {}

    /** A new contact from checked input; one that is created as closed was closed by whoever creates it. */
    Contact(String number, CheckedContact input, Instant now, String user) {
        super(number, input, input.status(), now, user);
        this.addressId = input.addressId();
        this.contactPersonId = input.contactPersonId();
        this.type = input.type();
        this.direction = input.direction();
        this.startAt = input.start();
        this.durationMinutes = (int) input.duration().toMinutes();
        this.description = input.description();
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Long id() {
        if (id == null) {
            throw new IllegalStateException("This contact is not saved yet");
        }
        return id;
    }

    public Long addressId() {
        return addressId;
    }

    public @Nullable Long contactPersonId() {
        return contactPersonId;
    }

    public String type() {
        return type;
    }

    public Direction direction() {
        return direction;
    }

    @Override
    public Instant start() {
        return startAt;
    }

    @Override
    public LocalDate appointment(BusinessTime time) {
        return time.day(startAt);
    }

    public Duration duration() {
        return Duration.ofMinutes(durationMinutes);
    }

    /** How long it is expected to take, in minutes; null for as long as is usual for its type. */
    @Nullable
    Integer expectedMinutes() {
        return expectedMinutes;
    }

    /** The same as {@code HH:mm}. */
    @Nullable
    String expectedDuration() {
        return expectedMinutes == null ? null : "%02d:%02d".formatted(expectedMinutes / 60, expectedMinutes % 60);
    }

    public @Nullable String description() {
        return description;
    }

    /** When it took place; one that did not keeps its planned start (rule 20). */
    void tookPlace(Instant start, Duration duration) {
        requireOpen();
        startAt = start;
        durationMinutes = (int) duration.toMinutes();
    }

    /** Whom it is about. */
    void concern(Long address, @Nullable Long contactPerson) {
        requireOpen();
        addressId = address;
        contactPersonId = contactPerson;
    }

    /** How one is in contact, and who with whom. */
    void be(String newType, Direction newDirection) {
        requireOpen();
        type = newType;
        direction = newDirection;
    }

    void move(Instant start) {
        requireOpen();
        startAt = start;
    }

    void expect(@Nullable Integer minutes) {
        requireOpen();
        expectedMinutes = minutes;
    }

    void describe(@Nullable String newDescription) {
        requireOpen();
        description = newDescription;
    }
}

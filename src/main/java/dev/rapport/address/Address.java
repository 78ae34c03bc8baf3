package dev.rapport.address;

import dev.rapport.shared.FieldChecks;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;

/**
 * A company, a private person or the contact person of a company. It is never in a state that its checks refuse.
 *
 * <p>Only what changed is written, because the database renews what an address is found by when one of those columns is
 * written.
 */
@Entity
@Table(name = "address")
@DynamicUpdate
public class Address {

    static final int LINE = 200;
    static final int NOTES = 20_000;

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "address_id_seq")
    @SequenceGenerator(name = "address_id_seq", sequenceName = "address_id_seq", allocationSize = 50)
    private @Nullable Long id;

    @Version
    private int version;

    @Enumerated(EnumType.STRING)
    private AddressKind kind;

    private @Nullable Long companyId;
    private String name;
    private @Nullable String firstName;
    private @Nullable String role;
    private @Nullable String street;
    private @Nullable String postcode;
    private @Nullable String town;
    private @Nullable String country;
    private @Nullable String phone;

    @Column(name = "phone_e164")
    private @Nullable String phoneE164;

    private @Nullable String phoneNational;
    private @Nullable String email;
    private @Nullable String notes;
    private Instant createdAt;
    private String createdBy;
    private Instant updatedAt;
    private String updatedBy;
    private @Nullable Instant inactiveAt;
    private @Nullable String inactiveBy;

    @SuppressWarnings("NullAway.Init")
    protected Address() {}

    @SuppressWarnings("NullAway.Init")
    private Address(
            AddressKind kind,
            @Nullable Long companyId,
            AddressFields fields,
            FieldChecks checks,
            String by,
            Instant at) {
        this.kind = kind;
        this.companyId = companyId;
        this.createdAt = at;
        this.createdBy = by;
        apply(fields, checks, by, at);
    }

    /**
     * A company or a private person.
     *
     * @param checks what the caller has found wrong already; refused together with what is wrong with the fields
     */
    static Address main(AddressKind kind, AddressFields fields, FieldChecks checks, String by, Instant at) {
        if (kind == AddressKind.PERSON) {
            throw new IllegalArgumentException("A contact person belongs to a company");
        }
        return new Address(kind, null, fields, checks, by, at);
    }

    /** A contact person of this company. */
    Address contactPerson(AddressFields fields, String by, Instant at) {
        FieldChecks checks = new FieldChecks();
        if (inactiveAt != null) {
            checks.refuse("addressId", "address.inactive");
        }
        if (kind != AddressKind.COMPANY) {
            checks.refuse("addressId", "address.not-a-company");
        }
        return new Address(AddressKind.PERSON, id, fields, checks, by, at);
    }

    /** Replaces what people typed. */
    void change(AddressFields fields, String by, Instant at) {
        if (!fields.equals(fields())) {
            apply(fields, new FieldChecks(), by, at);
        }
    }

    /** Nothing new may refer to it from now on; what does already stays as it is. */
    void setInactive(String by, Instant at) {
        if (inactiveAt == null) {
            inactiveAt = at;
            inactiveBy = by;
        }
    }

    void wake() {
        inactiveAt = null;
        inactiveBy = null;
    }

    /** When it was set inactive itself; its company may be, too. */
    public @Nullable Instant inactiveAt() {
        return inactiveAt;
    }

    public @Nullable String inactiveBy() {
        return inactiveBy;
    }

    /** A field that an address of this kind does not have is left out, as any other surplus input. */
    private void apply(AddressFields fields, FieldChecks checks, String by, Instant at) {
        boolean company = kind == AddressKind.COMPANY;
        String newName = checks.requiredLine("name", fields.name(), LINE);
        String newFirstName = company ? null : checks.optionalLine("firstName", fields.firstName(), LINE);
        String newRole = kind == AddressKind.PERSON ? checks.optionalLine("role", fields.role(), LINE) : null;
        String newStreet = checks.optionalLine("street", fields.street(), LINE);
        String newPostcode = checks.optionalLine("postcode", fields.postcode(), 20);
        String newTown = checks.optionalLine("town", fields.town(), LINE);
        String newCountry = checks.optionalLine("country", fields.country(), 100);
        String newPhone = checks.optionalLine("phone", fields.phone(), 50);
        String newEmail = checks.optionalEmail("email", fields.email());
        String newNotes = checks.optionalText("notes", fields.notes(), NOTES);
        checks.refuseIfAny();

        name = newName;
        firstName = newFirstName;
        role = newRole;
        street = newStreet;
        postcode = newPostcode;
        town = newTown;
        country = newCountry;
        phone = newPhone;
        Phone number = Phone.parse(newPhone, newCountry);
        phoneE164 = number == null ? null : number.e164();
        phoneNational = number == null ? null : number.national();
        email = newEmail;
        notes = newNotes;
        updatedAt = at;
        updatedBy = by;
    }

    AddressFields fields() {
        return AddressFieldsBuilder.builder()
                .name(name)
                .firstName(firstName)
                .role(role)
                .street(street)
                .postcode(postcode)
                .town(town)
                .country(country)
                .phone(phone)
                .email(email)
                .notes(notes)
                .build();
    }

    /** Whether it has been saved yet. */
    boolean isNew() {
        return id == null;
    }

    /** Its id; an address gets one when it is saved. */
    public long id() {
        if (id == null) {
            throw new IllegalStateException("Not saved yet");
        }
        return id;
    }

    public int version() {
        return version;
    }

    public AddressKind kind() {
        return kind;
    }

    /** The company of a contact person. */
    public @Nullable Long companyId() {
        return companyId;
    }

    /** The main address on a contact with this address (rule 6). */
    public long mainAddressId() {
        return companyId != null ? companyId : id();
    }

    public String name() {
        return name;
    }

    /** First and last name, or the company's name. */
    public String displayName() {
        return displayName(firstName, name);
    }

    /** The same as the database function {@code rapport.display_name}. */
    public static String displayName(@Nullable String firstName, String name) {
        return firstName == null ? name : firstName + " " + name;
    }

    public @Nullable String firstName() {
        return firstName;
    }

    public @Nullable String role() {
        return role;
    }

    public @Nullable String street() {
        return street;
    }

    public @Nullable String postcode() {
        return postcode;
    }

    public @Nullable String town() {
        return town;
    }

    public @Nullable String country() {
        return country;
    }

    public @Nullable String phone() {
        return phone;
    }

    @Nullable
    String phoneE164() {
        return phoneE164;
    }

    @Nullable
    String phoneNational() {
        return phoneNational;
    }

    public @Nullable String email() {
        return email;
    }

    public @Nullable String notes() {
        return notes;
    }

    public Instant createdAt() {
        return createdAt;
    }

    public String createdBy() {
        return createdBy;
    }

    public Instant updatedAt() {
        return updatedAt;
    }

    public String updatedBy() {
        return updatedBy;
    }
}

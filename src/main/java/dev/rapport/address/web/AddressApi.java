package dev.rapport.address.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.rapport.address.AddContactPerson;
import dev.rapport.address.AddressChange;
import dev.rapport.address.AddressChangeBuilder;
import dev.rapport.address.AddressCreated;
import dev.rapport.address.AddressFields;
import dev.rapport.address.AddressFieldsBuilder;
import dev.rapport.address.AddressHit;
import dev.rapport.address.AddressKind;
import dev.rapport.address.AddressView;
import dev.rapport.address.ChangeAddress;
import dev.rapport.address.CreateAddress;
import dev.rapport.address.FindAddresses;
import dev.rapport.address.FindAddresses.Among;
import dev.rapport.address.ReadAddress;
import dev.rapport.shared.BusinessRuleViolation;
import dev.rapport.shared.Change;
import dev.rapport.shared.Ids;
import dev.rapport.shared.Page;
import dev.rapport.web.Created;
import dev.rapport.web.Idempotency;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/addresses")
class AddressApi {

    private final FindAddresses findAddresses;
    private final ReadAddress readAddress;
    private final CreateAddress createAddress;
    private final ChangeAddress changeAddress;
    private final AddContactPerson addContactPerson;
    private final Idempotency idempotency;

    AddressApi(
            FindAddresses findAddresses,
            ReadAddress readAddress,
            CreateAddress createAddress,
            ChangeAddress changeAddress,
            AddContactPerson addContactPerson,
            Idempotency idempotency) {
        this.findAddresses = findAddresses;
        this.readAddress = readAddress;
        this.createAddress = createAddress;
        this.changeAddress = changeAddress;
        this.addContactPerson = addContactPerson;
        this.idempotency = idempotency;
    }

    record HitBody(
            long id,
            String kind,
            String name,
            @Nullable Long companyId,
            @Nullable String company,
            @Nullable String town,
            @Nullable String phone,
            boolean inactive) {

        static HitBody of(AddressHit hit) {
            return new HitBody(
                    hit.id(),
                    spelt(hit.kind()),
                    hit.name(),
                    hit.companyId(),
                    hit.company(),
                    hit.town(),
                    hit.phone(),
                    hit.inactive());
        }
    }

    record Hits(List<HitBody> items) {}

    @RecordBuilder
    record AddressBody(
            long id,
            int version,
            String kind,
            @Nullable Long companyId,
            @Nullable String company,
            String name,
            @Nullable String firstName,
            @Nullable String role,
            @Nullable String street,
            @Nullable String postcode,
            @Nullable String town,
            @Nullable String country,
            @Nullable String phone,
            @Nullable String email,
            @Nullable String notes,
            Instant createdAt,
            String createdBy,
            Instant updatedAt,
            String updatedBy,
            boolean inactive,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            List<HitBody> possibleDuplicates) {

        static AddressBody of(AddressView address, @Nullable List<AddressHit> possibleDuplicates) {
            return AddressApiAddressBodyBuilder.builder()
                    .id(address.id())
                    .version(address.version())
                    .kind(spelt(address.kind()))
                    .companyId(address.companyId())
                    .company(address.company())
                    .name(address.name())
                    .firstName(address.firstName())
                    .role(address.role())
                    .street(address.street())
                    .postcode(address.postcode())
                    .town(address.town())
                    .country(address.country())
                    .phone(address.phone())
                    .email(address.email())
                    .notes(address.notes())
                    .createdAt(address.createdAt())
                    .createdBy(address.createdBy())
                    .updatedAt(address.updatedAt())
                    .updatedBy(address.updatedBy())
                    .inactive(address.inactive())
                    .possibleDuplicates(
                            possibleDuplicates == null
                                    ? null
                                    : possibleDuplicates.stream()
                                            .map(HitBody::of)
                                            .toList())
                    .build();
        }
    }

    record NewAddress(
            @Nullable String kind,
            @Nullable String name,
            @Nullable String firstName,
            @Nullable String street,
            @Nullable String postcode,
            @Nullable String town,
            @Nullable String country,
            @Nullable String phone,
            @Nullable String email,
            @Nullable String notes) {

        AddressFields fields() {
            return AddressFieldsBuilder.builder()
                    .name(name)
                    .firstName(firstName)
                    .street(street)
                    .postcode(postcode)
                    .town(town)
                    .country(country)
                    .phone(phone)
                    .email(email)
                    .notes(notes)
                    .build();
        }
    }

    record NewContactPerson(
            @Nullable String name,
            @Nullable String firstName,
            @Nullable String role,
            @Nullable String phone,
            @Nullable String email,
            @Nullable String notes) {

        AddressFields fields() {
            return AddressFieldsBuilder.builder()
                    .name(name)
                    .firstName(firstName)
                    .role(role)
                    .phone(phone)
                    .email(email)
                    .notes(notes)
                    .build();
        }
    }

    record ChangedAddress(
            @Nullable Integer version,
            Change<String> name,
            Change<String> firstName,
            Change<String> role,
            Change<String> street,
            Change<String> postcode,
            Change<String> town,
            Change<String> country,
            Change<String> phone,
            Change<String> email,
            Change<String> notes) {

        AddressChange change() {
            return AddressChangeBuilder.builder()
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
    }

    @GetMapping
    Hits find(
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(defaultValue = "any") String kind,
            @RequestParam(required = false) @Nullable String company,
            @RequestParam(defaultValue = "") String inactive) {
        Among among = switch (kind.toLowerCase(Locale.ROOT)) {
            case "any", "" -> Among.ANY;
            case "person" -> Among.PERSONS;
            default -> throw BusinessRuleViolation.invalid("kind", "invalid");
        };
        Optional<Long> companyId = Ids.parse(company);
        if (company != null && !company.isBlank() && companyId.isEmpty()) {
            // like any other company that does not exist: it has no contact persons
            return new Hits(List.of());
        }
        Stream<AddressHit> asleep = inactive.equals("true") && companyId.isEmpty()
                ? findAddresses.findInactive(q, among).stream()
                : Stream.of();
        return new Hits(Stream.concat(findAddresses.find(q, among, companyId.orElse(null)).stream(), asleep)
                .limit(10)
                .map(HitBody::of)
                .toList());
    }

    @PostMapping
    ResponseEntity<AddressBody> create(
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody NewAddress body) {
        return idempotency.once(
                key, body, AddressBody.class, () -> created(createAddress.create(kind(body.kind()), body.fields())));
    }

    @GetMapping("/{id}")
    AddressBody read(@PathVariable String id) {
        return AddressBody.of(readAddress.read(Ids.require("id", id)), null);
    }

    @PatchMapping("/{id}")
    AddressBody change(@PathVariable String id, @RequestBody ChangedAddress body) {
        return AddressBody.of(changeAddress.change(Ids.require("id", id), body.version(), body.change()), null);
    }

    @GetMapping("/{id}/contact-persons")
    Page<HitBody> contactPersons(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable Integer limit) {
        return findAddresses
                .contactPersons(Ids.require("id", id), q, after, limit)
                .map(HitBody::of);
    }

    @PostMapping("/{id}/contact-persons")
    ResponseEntity<AddressBody> addContactPerson(
            @PathVariable String id,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody NewContactPerson body) {
        long companyId = Ids.require("id", id);
        return idempotency.once(
                key, body, AddressBody.class, () -> created(addContactPerson.add(companyId, body.fields())));
    }

    private static Created<AddressBody> created(AddressCreated created) {
        return new Created<>(
                "/api/addresses/" + created.address().id(),
                AddressBody.of(created.address(), created.possibleDuplicates()));
    }

    private static String spelt(AddressKind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    /** A kind that is missing or does not exist is refused by the use case, together with the other fields. */
    private static @Nullable AddressKind kind(@Nullable String kind) {
        if (kind == null || kind.isBlank()) {
            return null;
        }
        return switch (kind.strip().toLowerCase(Locale.ROOT)) {
            case "company" -> AddressKind.COMPANY;
            case "private" -> AddressKind.PRIVATE;
            default -> AddressKind.PERSON;
        };
    }
}

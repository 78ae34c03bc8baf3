package dev.rapport.address;

import dev.rapport.shared.FieldChecks;
import dev.rapport.shared.Ids;
import dev.rapport.shared.Texts;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The one way to say whom something is about: a main address, and a contact person of it (rules 5 and 6). */
@Component
public class AddressChoice {

    /**
     * Whom it is about.
     *
     * @param card the same in one line, for task lists
     */
    public record Chosen(Long address, @Nullable Long contactPerson, String card) {}

    private record Found(
            @Nullable String kind,
            @Nullable Long company,
            @Nullable String personKind,
            @Nullable Long companyOfPerson,
            @Nullable Boolean inactive,
            @Nullable Boolean personInactive,
            String card) {}

    private final JdbcClient jdbc;

    AddressChoice(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Checks what was chosen.
     *
     * @param address id of an address or of a contact person, whose main address is meant then
     * @param person id of a contact person; blank for none
     * @return null when one of the two is refused: as required, not-found, wrong-company or address.inactive
     */
    public @Nullable Chosen choose(FieldChecks checks, @Nullable String address, @Nullable String person) {
        checks.required("addressId", address);
        Long addressId = id(checks, "addressId", address);
        Long personId = id(checks, "contactPersonId", person);
        if (addressId == null && personId == null) {
            return null;
        }
        Found found = find(addressId, personId);
        Long main = found.company() == null ? addressId : found.company();
        Long contactPerson = found.company() == null || personId != null ? personId : addressId;
        if (addressId != null && found.kind() == null) {
            checks.refuse("addressId", "not-found");
        } else if (Boolean.TRUE.equals(found.inactive())) {
            checks.refuse("addressId", "address.inactive");
        }
        if (personId != null) {
            if (found.personKind() == null) {
                checks.refuse("contactPersonId", "not-found");
            } else if (main != null && !main.equals(found.companyOfPerson())) {
                checks.refuse("contactPersonId", "wrong-company");
            } else if (Boolean.TRUE.equals(found.personInactive())) {
                checks.refuse("contactPersonId", "address.inactive");
            }
        }
        return main == null || checks.refuses("addressId") || checks.refuses("contactPersonId")
                ? null
                : new Chosen(main, contactPerson, found.card());
    }

    /** Somebody who was chosen already, in one line; also one who can be chosen no more. */
    public String card(Long address, @Nullable Long contactPerson) {
        return find(address, contactPerson).card();
    }

    private static @Nullable Long id(FieldChecks checks, String field, @Nullable String value) {
        if (value == null || Texts.isBlank(value)) {
            return null;
        }
        Optional<Long> id = Ids.parse(value.strip());
        if (id.isEmpty()) {
            checks.refuse(field, "not-found");
        }
        return id.orElse(null);
    }

    private Found find(@Nullable Long address, @Nullable Long person) {
        return jdbc.sql("""
                        select a.kind, a.company_id as company, p.kind as person_kind, p.company_id as company_of_person,
                               a.inactive, p.inactive as person_inactive,
                               concat_ws(', ', case when p.id is null then rapport.display_name(a.first_name, a.name)
                                                    else rapport.display_name(p.first_name, p.name) end,
                                         case when p.id is not null and p.id <> a.id then a.name else m.name end,
                                         coalesce(a.town, m.town)) as card
                        from (select 1) one
                        left join rapport.address a on a.id = :address
                        left join rapport.address m on m.id = a.company_id
                        left join rapport.address p on p.id = :person""")
                .param("address", address)
                .param("person", person)
                .query(Found.class)
                .single();
    }
}

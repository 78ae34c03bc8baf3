package dev.rapport.address;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Addresses that look like the same one (rule 2): same name and town however umlauts are spelt, same e-mail address or
 * same phone number. A warning, no refusal: two people may share a name.
 */
@Service
public class PossibleDuplicates {

    private static final int MOST = 10;

    /** Of an address that is not saved yet. */
    private static final long NO_ID = -1;

    private final JdbcClient jdbc;

    PossibleDuplicates(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** At most ten. People of one company share its phone and e-mail address, so that makes none of them a duplicate. */
    @Transactional(readOnly = true)
    public List<AddressHit> of(Address address) {
        return jdbc.sql("""
                        select %s
                        from rapport.address a left join rapport.address c on c.id = a.company_id
                        where a.id in (
                            select s.id from rapport.address s
                            where rapport.fold_german(s.name) = rapport.fold_german(:name)
                              and rapport.fold_german(coalesce(s.town, '')) = rapport.fold_german(:town)
                              and rapport.fold_german(coalesce(s.first_name, '')) = rapport.fold_german(:firstName)
                              and (s.kind = 'PERSON') = :person
                              and s.company_id is not distinct from cast(:companyId as bigint)
                            union
                            select s.id from rapport.address s where lower(s.email) = lower(cast(:email as text))
                            union
                            select s.id from rapport.address s where s.phone_e164 = :phone)
                          and not a.inactive
                          and a.id <> :id
                          and (a.id <> :mainAddress
                               or not :person)
                          and (a.company_id is distinct from cast(:mainAddress as bigint)
                               or (:person and rapport.fold_german(a.name) = rapport.fold_german(:name)))
                        order by a.id
                        limit %d""".formatted(AddressHit.COLUMNS, MOST))
                .param("id", address.isNew() ? NO_ID : address.id())
                .param("mainAddress", address.isNew() && address.companyId() == null ? NO_ID : address.mainAddressId())
                .param("person", address.kind() == AddressKind.PERSON)
                .param("companyId", address.companyId())
                .param("name", address.name())
                .param("town", address.town() == null ? "" : address.town())
                .param("firstName", address.firstName() == null ? "" : address.firstName())
                .param("email", address.email())
                .param("phone", address.phoneE164())
                .query((row, n) -> AddressHit.of(row))
                .list();
    }
}

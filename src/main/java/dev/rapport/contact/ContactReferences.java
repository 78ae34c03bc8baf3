package dev.rapport.contact;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Looks up everything a contact refers to in one statement. */
@Component
class ContactReferences {

    /** What is known about the ids of a contact; a field is null when its id is unknown. */
    record Found(
            @Nullable String addressKind,
            @Nullable Long companyOfAddress,
            @Nullable String personKind,
            @Nullable Long companyOfPerson,
            @Nullable Boolean userEnabled,
            @Nullable Boolean typeNeedsDuration,
            @Nullable Boolean typeRetired,
            @Nullable Boolean campaignDeleted,
            @Nullable String card) {}

    private final JdbcClient jdbc;

    ContactReferences(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Found find(
            @Nullable Long address,
            @Nullable Long person,
            @Nullable String user,
            @Nullable String type,
            @Nullable Long campaign) {
        return jdbc.sql("""
                        select a.kind as address_kind, a.company_id as company_of_address,
                               p.kind as person_kind, p.company_id as company_of_person,
                               u.enabled as user_enabled,
                               t.needs_duration as type_needs_duration, t.retired_at is not null as type_retired,
                               t.code as type_code, c.id as campaign_id, c.deleted_at is not null as campaign_deleted,
                               concat_ws(', ', nullif(concat_ws(' ', coalesce(p.first_name, a.first_name),
                                                                  case when p.id is null then a.name else p.name end), ''),
                                         case when p.id is not null and p.id <> a.id then a.name else m.name end,
                                         coalesce(a.town, m.town)) as card
                        from (select 1) one
                        left join rapport.address a on a.id = :address
                        left join rapport.address m on m.id = a.company_id
                        left join rapport.address p on p.id = :person
                        left join rapport.app_user u on u.user_id = :user
                        left join rapport.contact_type t on t.code = :type
                        left join rapport.campaign c on c.id = :campaign""")
                .param("address", address)
                .param("person", person)
                .param("user", user)
                .param("type", type)
                .param("campaign", campaign)
                .query((row, n) -> new Found(
                        row.getString("address_kind"),
                        row.getObject("company_of_address", Long.class),
                        row.getString("person_kind"),
                        row.getObject("company_of_person", Long.class),
                        row.getObject("user_enabled", Boolean.class),
                        row.getObject("type_needs_duration", Boolean.class),
                        row.getString("type_code") == null ? null : row.getBoolean("type_retired"),
                        row.getObject("campaign_id") == null ? null : row.getBoolean("campaign_deleted"),
                        row.getString("card")))
                .single();
    }

    /**
     * Locks the campaign against a concurrent deletion until the transaction ends: a use that gets the lock is before the
     * deletion, one that waits for a deletion sees it (rule 29).
     */
    void holdCampaign(Long campaign) {
        jdbc.sql("select id from rapport.campaign where id = :id for share")
                .param("id", campaign)
                .query(Long.class)
                .optional();
    }

    boolean typeNeedsDuration(String type) {
        return Optional.ofNullable(find(null, null, null, type, null).typeNeedsDuration())
                .orElse(false);
    }
}

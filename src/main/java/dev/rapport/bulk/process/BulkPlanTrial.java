package dev.rapport.bulk.process;

import dev.rapport.address.AddressFieldsBuilder;
import dev.rapport.address.AddressKind;
import dev.rapport.address.CreateAddress;
import dev.rapport.bulk.BulkPlanDraftBuilder;
import dev.rapport.bulk.PlanContacts;
import dev.rapport.campaign.AssignAddress;
import dev.rapport.campaign.CampaignDraft;
import dev.rapport.campaign.CreateCampaign;
import dev.rapport.contacttype.ContactTypes;
import dev.rapport.engine.TrialItem;
import dev.rapport.shared.BusinessTime;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** An order that never was, for one address, for trials of the model that carries orders out. */
@Component
class BulkPlanTrial implements TrialItem {

    private static final String ONE_ADDRESS = "oneAddress";

    private final CreateCampaign createCampaign;
    private final CreateAddress createAddress;
    private final AssignAddress assignAddress;
    private final PlanContacts planContacts;
    private final ContactTypes types;
    private final BusinessTime time;
    private final JdbcClient jdbc;

    BulkPlanTrial(
            CreateCampaign createCampaign,
            CreateAddress createAddress,
            AssignAddress assignAddress,
            PlanContacts planContacts,
            ContactTypes types,
            BusinessTime time,
            JdbcClient jdbc) {
        this.createCampaign = createCampaign;
        this.createAddress = createAddress;
        this.assignAddress = assignAddress;
        this.planContacts = planContacts;
        this.types = types;
        this.time = time;
        this.jdbc = jdbc;
    }

    @Override
    public String process() {
        return BulkPlanModel.KEY;
    }

    @Override
    public List<String> ways() {
        return List.of(ONE_ADDRESS);
    }

    @Override
    public Long begin(String way) {
        Long campaign = createCampaign.create(new CampaignDraft("Trial", null, null, null));
        Long address = createAddress
                .create(
                        AddressKind.COMPANY,
                        AddressFieldsBuilder.builder().name("Trial").build())
                .address()
                .id();
        assignAddress.assign(campaign, address);
        String tomorrow = time.nowLocal().plusDays(1).toOffsetDateTime().toString();
        return planContacts.plan(
                campaign,
                BulkPlanDraftBuilder.builder()
                        .type(types.all().get(0).code())
                        .startFrom(tomorrow)
                        .startTo(tomorrow)
                        .responsibles(List.of(anybody()))
                        .reminder(false)
                        .subject("Trial")
                        .build());
    }

    private String anybody() {
        return jdbc.sql("select user_id from rapport.user_card order by enabled desc, user_id limit 1")
                .query(String.class)
                .single();
    }

    @Override
    public Map<String, Object> report(boolean withInfotext) {
        return Map.of();
    }

    @Override
    public boolean isOpen(Long id) {
        return jdbc.sql("select status = 'RUNNING' from rapport.bulk_plan where id = :id")
                .param("id", id)
                .query(Boolean.class)
                .single();
    }
}

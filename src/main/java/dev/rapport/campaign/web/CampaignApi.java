package dev.rapport.campaign.web;

import dev.rapport.campaign.AssignAddress;
import dev.rapport.campaign.CampaignChange;
import dev.rapport.campaign.CampaignDraft;
import dev.rapport.campaign.CampaignView;
import dev.rapport.campaign.CampaignsOfAddress;
import dev.rapport.campaign.ChangeCampaign;
import dev.rapport.campaign.CreateCampaign;
import dev.rapport.campaign.DeleteCampaign;
import dev.rapport.campaign.FindCampaigns;
import dev.rapport.campaign.FindCampaigns.Search;
import dev.rapport.campaign.FindCampaigns.Which;
import dev.rapport.campaign.ListMembers;
import dev.rapport.campaign.ShowCampaign;
import dev.rapport.shared.BusinessRuleViolation;
import dev.rapport.shared.BusinessTime;
import dev.rapport.shared.Ids;
import dev.rapport.shared.Page;
import dev.rapport.web.Created;
import dev.rapport.web.Idempotency;
import dev.rapport.web.Versioned;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Campaigns over the API, see {@code api.md}. */
@RestController
@RequestMapping("/api")
class CampaignApi {

    /** A line of the list. */
    @RecordBuilder
    record Item(
            Long id,
            int version,
            String title,
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            boolean active,
            boolean ofAddress,
            @Nullable Long members) {}

    /** A campaign. */
    @RecordBuilder
    record CampaignAnswer(
            Long id,
            int version,
            String title,
            @Nullable String description,
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            boolean active,
            long members,
            OffsetDateTime createdAt,
            String createdBy,
            @Nullable OffsetDateTime deletedAt,
            @Nullable String deletedBy) {}

    /** An assigned address. */
    @RecordBuilder
    record MemberAnswer(
            Long addressId,
            String kind,
            String name,
            @Nullable String company,
            @Nullable String town,
            @Nullable String phone,
            OffsetDateTime assignedAt,
            String assignedBy) {}

    /** An assignment of one address. */
    record AssignmentAnswer(
            Long campaignId,
            String title,
            boolean active,
            OffsetDateTime assignedAt,
            String assignedBy,
            @Nullable OffsetDateTime removedAt,
            @Nullable String removedBy) {}

    private final CreateCampaign createCampaign;
    private final ChangeCampaign changeCampaign;
    private final DeleteCampaign deleteCampaign;
    private final ShowCampaign showCampaign;
    private final FindCampaigns findCampaigns;
    private final AssignAddress assignAddress;
    private final ListMembers listMembers;
    private final CampaignsOfAddress campaignsOfAddress;
    private final Idempotency idempotency;
    private final BusinessTime time;

    CampaignApi(
            CreateCampaign createCampaign,
            ChangeCampaign changeCampaign,
            DeleteCampaign deleteCampaign,
            ShowCampaign showCampaign,
            FindCampaigns findCampaigns,
            AssignAddress assignAddress,
            ListMembers listMembers,
            CampaignsOfAddress campaignsOfAddress,
            Idempotency idempotency,
            BusinessTime time) {
        this.createCampaign = createCampaign;
        this.changeCampaign = changeCampaign;
        this.deleteCampaign = deleteCampaign;
        this.showCampaign = showCampaign;
        this.findCampaigns = findCampaigns;
        this.assignAddress = assignAddress;
        this.listMembers = listMembers;
        this.campaignsOfAddress = campaignsOfAddress;
        this.idempotency = idempotency;
        this.time = time;
    }

    /**
     * Lists campaigns by title, the active ones unless others are asked for.
     *
     * @param active true, false or all
     * @param address puts the campaigns of this address first
     */
    @GetMapping("/campaigns")
    Page<Item> list(
            @RequestParam(defaultValue = "true") String active,
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable String address,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String after) {
        Which which = switch (active.toLowerCase(Locale.ROOT)) {
            case "true" -> Which.ACTIVE;
            case "false" -> Which.DELETED;
            case "all" -> Which.ALL;
            default -> throw BusinessRuleViolation.invalid("active", "invalid");
        };
        return findCampaigns
                .find(new Search(which, q, Ids.parse(address).orElse(null), after, limit, true))
                .map(item -> CampaignApiItemBuilder.builder()
                        .id(item.id())
                        .version(item.version())
                        .title(item.title())
                        .from(item.from())
                        .to(item.to())
                        .active(item.active())
                        .ofAddress(item.ofAddress())
                        .members(item.members())
                        .build());
    }

    @PostMapping("/campaigns")
    ResponseEntity<CampaignAnswer> create(
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody CampaignDraft draft) {
        return idempotency.once(key, draft, CampaignAnswer.class, () -> {
            CampaignAnswer answer = answer(createCampaign.create(draft));
            return new Created<>("/api/campaigns/" + answer.id(), answer);
        });
    }

    @GetMapping("/campaigns/{id}")
    CampaignAnswer show(@PathVariable String id) {
        return answer(Ids.require("id", id));
    }

    @PatchMapping("/campaigns/{id}")
    CampaignAnswer change(@PathVariable String id, @RequestBody CampaignChange change) {
        Long campaignId = Ids.require("id", id);
        return Versioned.change(() -> answer(campaignId), change, () -> {
            changeCampaign.change(campaignId, change);
            return answer(campaignId);
        });
    }

    @DeleteMapping("/campaigns/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable String id) {
        deleteCampaign.delete(Ids.require("id", id));
    }

    @GetMapping("/campaigns/{id}/members")
    Page<MemberAnswer> members(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String after) {
        return listMembers
                .list(Ids.require("id", id), q, after, limit)
                .map(member -> CampaignApiMemberAnswerBuilder.builder()
                        .addressId(member.addressId())
                        .kind(member.kind())
                        .name(member.name())
                        .company(member.company())
                        .town(member.town())
                        .phone(member.phone())
                        .assignedAt(time.local(member.assignedAt()))
                        .assignedBy(member.assignedBy())
                        .build());
    }

    @PutMapping("/campaigns/{id}/members/{addressId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void assign(@PathVariable String id, @PathVariable String addressId) {
        assignAddress.assign(Ids.require("id", id), Ids.require("addressId", addressId));
    }

    @DeleteMapping("/campaigns/{id}/members/{addressId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@PathVariable String id, @PathVariable String addressId) {
        assignAddress.remove(Ids.require("id", id), Ids.require("addressId", addressId));
    }

    /**
     * Lists the assignments of an address.
     *
     * @param ended true to list removed ones too
     */
    @GetMapping("/addresses/{id}/campaigns")
    Page<AssignmentAnswer> ofAddress(
            @PathVariable String id,
            @RequestParam(defaultValue = "false") boolean ended,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String after) {
        return campaignsOfAddress
                .list(Ids.require("id", id), ended, after, limit)
                .map(each -> new AssignmentAnswer(
                        each.campaignId(),
                        each.title(),
                        each.active(),
                        time.local(each.assignedAt()),
                        each.assignedBy(),
                        Optional.ofNullable(each.removedAt()).map(time::local).orElse(null),
                        each.removedBy()));
    }

    private CampaignAnswer answer(Long campaignId) {
        CampaignView campaign = showCampaign.show(campaignId);
        return CampaignApiCampaignAnswerBuilder.builder()
                .id(campaign.id())
                .version(campaign.version())
                .title(campaign.title())
                .description(campaign.description())
                .from(campaign.from())
                .to(campaign.to())
                .active(campaign.active())
                .members(campaign.members())
                .createdAt(time.local(campaign.createdAt()))
                .createdBy(campaign.createdBy())
                .deletedAt(Optional.ofNullable(campaign.deletedAt())
                        .map(time::local)
                        .orElse(null))
                .deletedBy(campaign.deletedBy())
                .build();
    }
}

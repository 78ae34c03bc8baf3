package dev.rapport.structure;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.annotation.Transactional;

/** Every use case that changes something leaves an entry in the audit trail, or this test says where else it is on record. */
class AuditedTest {

    /** After each reason the use cases that it holds for. */
    private static final String ELSEWHERE = """
            what is made says itself who made it, and when
              AddContactPerson.add CreateAddress.create CreateAddress.propose CreateCampaign.create CreateContact.create PlanFollowUp.plan
              CreateMeasure.create ListViews.save RegisterContact.register RegisterMeasure.register ScheduleReminder.schedule
            an assignment keeps who began and who ended it, and when
              AssignAddress.assign AssignAddress.assignAll AssignAddress.remove AssignAddress.removeAll AssignAddress.takeBack
            a proposal keeps for ever who proposed it and who decided about it, and when
              ProposalStore.add DecideProposal.approve DecideProposal.refuse DecideProposal.withdraw
            a closed item keeps who closed it, and rule_run what ran
              CompleteItem.carryOut CompleteItem.complete RemoveReminders.ofContact
              RemoveReminders.ofVoided
            an order keeps who gave it and who or what ended it
              MoveItems.start MoveItems.startEmpty MoveItems.stop
              PlanContacts.plan PlanNextContacts.next StopBulkPlan.cancel StopBulkPlan.campaignDeleted
              RehearsalStore.begin RehearsalStore.count RehearsalStore.add RehearsalStore.end RehearsalStore.hear
              StartBulkChange.start StopBulkChange.stop StopBulkPlan.refused
            the engine reports what happens to its users, and FollowIdentities enters it
              CreateUser.create EngineIdentity.create EngineIdentity.rename EngineIdentity.setGroups
              EngineIdentity.setPassword ChoosePassword.choose SetPassword.set SetPassword.again
            somebody's own, which nobody else sees
              DraftStore.save DraftStore.delete KeepLanguage.keep RecentlyViewed.note SingleKeys.choose WebParts.move
              ListViews.pin ListViews.delete
            locks and asks, but changes nothing
              CampaignChoice.choose CampaignChoice.holdAndAskDeleted CampaignChoice.require CheckContact.errors CloseItem.requireUnchanged
              StartBulkChange.check
            only brings forward what would be done anyway
              FailedMails.again FailedMails.allAgain StuckMails.repair
            no person does it
              DemoData.run GroupRights.run TaskFilters.run SeedModels.seed SeedModels.putOnTop Idempotency.once
              IdempotencyKeys.forgetOld RaiseReminder.raise RemindOfContact.remind ReminderOutbox.sendNext SendNotice.send
              ReminderOutbox.handOver SendReminderMail.send CompleteItem.restart ScheduleReminder.restart
            """;

    private final JavaClasses classes =
            new ClassFileImporter().withImportOption(new DoNotIncludeTests()).importPackages("dev.rapport");

    @Test
    void everyChangeIsOnRecord() {
        Set<String> silent = new TreeSet<>();
        for (JavaClass type : classes) {
            for (JavaMethod method : type.getMethods()) {
                if (changes(method) && !leavesAnEntry(method)) {
                    silent.add(type.getSimpleName() + "." + method.getName());
                }
            }
        }
        assertThat(silent).containsExactlyInAnyOrderElementsOf(elsewhere());
    }

    private static Set<String> elsewhere() {
        return Pattern.compile("[A-Z]\\w+\\.\\w+")
                .matcher(ELSEWHERE)
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static boolean changes(JavaMethod method) {
        return method.isAnnotatedWith(Transactional.class)
                ? !method.getAnnotationOfType(Transactional.class).readOnly()
                : method.getModifiers().contains(JavaModifier.PUBLIC)
                        && method.getOwner().isAnnotatedWith(Transactional.class)
                        && !method.getOwner()
                                .getAnnotationOfType(Transactional.class)
                                .readOnly();
    }

    /** What enters a change, or several at once. */
    private static final Set<String> ENTRIES = Set.of("AuditTrail.changed", "Changes.keep");

    /** Itself, or through what it calls. */
    private static boolean leavesAnEntry(JavaMethod method) {
        Set<JavaMethod> seen = new HashSet<>();
        Deque<JavaMethod> open = new ArrayDeque<>(Set.of(method));
        while (!open.isEmpty()) {
            JavaMethod next = open.remove();
            if (ENTRIES.contains(next.getOwner().getSimpleName() + "." + next.getName())) {
                return true;
            }
            if (seen.add(next)) {
                next.getMethodCallsFromSelf()
                        .forEach(call -> call.getTarget().resolveMember().ifPresent(open::add));
                next.getMethodReferencesFromSelf()
                        .forEach(reference ->
                                reference.getTarget().resolveMember().ifPresent(open::add));
            }
        }
        return false;
    }
}

package dev.rapport.address;

import dev.rapport.shared.BusinessRuleViolation;
import dev.rapport.shared.BusinessTime;
import dev.rapport.shared.CurrentUser;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Gives a company another contact person (rule 2). */
@Service
public class AddContactPerson {

    private final Addresses addresses;
    private final PossibleDuplicates possibleDuplicates;
    private final BusinessTime time;
    private final CurrentUser currentUser;

    AddContactPerson(
            Addresses addresses, PossibleDuplicates possibleDuplicates, BusinessTime time, CurrentUser currentUser) {
        this.addresses = addresses;
        this.possibleDuplicates = possibleDuplicates;
        this.time = time;
        this.currentUser = currentUser;
    }

    /** Refuses an unknown address as not found, and one that is no company. */
    @Transactional
    public AddressCreated add(long companyId, AddressFields fields) {
        Address company = addresses.findById(companyId).orElseThrow(() -> BusinessRuleViolation.notFound("id"));
        Address person = addresses.saveAndFlush(company.contactPerson(fields, currentUser.id(), time.now()));
        return new AddressCreated(AddressView.of(person, company), possibleDuplicates.of(person));
    }
}

package dev.rapport.address;

import dev.rapport.shared.BusinessTime;
import dev.rapport.shared.CurrentUser;
import dev.rapport.shared.FieldChecks;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Creates a company or a private person (rule 2). */
@Service
public class CreateAddress {

    private final Addresses addresses;
    private final PossibleDuplicates possibleDuplicates;
    private final BusinessTime time;
    private final CurrentUser currentUser;

    CreateAddress(
            Addresses addresses, PossibleDuplicates possibleDuplicates, BusinessTime time, CurrentUser currentUser) {
        this.addresses = addresses;
        this.possibleDuplicates = possibleDuplicates;
        this.time = time;
        this.currentUser = currentUser;
    }

    /**
     * Creates it, unless there are addresses that look like the same: then nothing is created, so that whoever asked can
     * look at them first and {@link #create} it all the same.
     */
    @Transactional
    public Proposal propose(@Nullable AddressKind kind, AddressFields fields) {
        Address address = checked(kind, fields);
        List<AddressHit> duplicates = possibleDuplicates.of(address);
        return duplicates.isEmpty()
                ? new Proposal(AddressView.of(addresses.saveAndFlush(address), null), List.of())
                : new Proposal(null, duplicates);
    }

    /**
     * What came of a proposal.
     *
     * @param created null when there are possible duplicates
     */
    public record Proposal(@Nullable AddressView created, List<AddressHit> possibleDuplicates) {}

    /**
     * Creates it and warns of addresses that look like the same.
     *
     * @param kind refused when missing; a contact person is made with {@link AddContactPerson}
     */
    @Transactional
    public AddressCreated create(@Nullable AddressKind kind, AddressFields fields) {
        Address address = addresses.saveAndFlush(checked(kind, fields));
        return new AddressCreated(AddressView.of(address, null), possibleDuplicates.of(address));
    }

    private Address checked(@Nullable AddressKind kind, AddressFields fields) {
        FieldChecks checks = new FieldChecks();
        checks.required("kind", kind);
        if (kind == AddressKind.PERSON) {
            checks.refuse("kind", "invalid");
        }
        AddressKind checked = kind == AddressKind.COMPANY ? AddressKind.COMPANY : AddressKind.PRIVATE;
        return Address.main(checked, fields, checks, currentUser.id(), time.now());
    }
}

package dev.rapport.address;

import dev.rapport.shared.BusinessRuleViolation;
import dev.rapport.shared.BusinessTime;
import dev.rapport.shared.CurrentUser;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Changes an address, unless somebody else has changed it meanwhile. */
@Service
public class ChangeAddress {

    private final Addresses addresses;
    private final ReadAddress readAddress;
    private final BusinessTime time;
    private final CurrentUser currentUser;

    ChangeAddress(Addresses addresses, ReadAddress readAddress, BusinessTime time, CurrentUser currentUser) {
        this.addresses = addresses;
        this.readAddress = readAddress;
        this.time = time;
        this.currentUser = currentUser;
    }

    /**
     * Changes the named fields.
     *
     * @param version that the caller has read; with another one the change is refused, both states attached
     */
    @Transactional
    public AddressView change(long id, @Nullable Integer version, AddressChange change) {
        Address address = addresses.findAndLock(id).orElseThrow(() -> BusinessRuleViolation.notFound("id"));
        if (version == null) {
            throw BusinessRuleViolation.invalid("version", "required");
        }
        if (version != address.version()) {
            throw BusinessRuleViolation.conflict("version", "stale-version")
                    .withStates(readAddress.view(address), change.appliedTo(address.fields()));
        }
        address.change(change.appliedTo(address.fields()), currentUser.id(), time.now());
        return readAddress.view(addresses.saveAndFlush(address));
    }
}

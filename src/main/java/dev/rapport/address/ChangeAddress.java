package dev.rapport.address;

import dev.rapport.shared.AuditTrail;
import dev.rapport.shared.BusinessRuleViolation;
import dev.rapport.shared.BusinessTime;
import dev.rapport.shared.Colleague;
import dev.rapport.shared.CurrentUser;
import java.util.Map;
import java.util.Objects;
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
    private final AuditTrail audit;

    ChangeAddress(
            Addresses addresses,
            ReadAddress readAddress,
            BusinessTime time,
            CurrentUser currentUser,
            AuditTrail audit) {
        this.addresses = addresses;
        this.readAddress = readAddress;
        this.audit = audit;
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
            throw BusinessRuleViolation.conflict("version", "stale-version", new Colleague(address.updatedBy()))
                    .withStates(readAddress.view(address), change.appliedTo(address.fields()));
        }
        AddressFields before = address.fields();
        address.change(change.appliedTo(before), currentUser.id(), time.now());
        Map<String, @Nullable String> after = address.fields().byName();
        before.byName().forEach((field, value) -> {
            if (!Objects.equals(value, after.get(field))) {
                audit.changed("address", id, field, value, after.get(field));
            }
        });
        return readAddress.view(addresses.saveAndFlush(address));
    }
}

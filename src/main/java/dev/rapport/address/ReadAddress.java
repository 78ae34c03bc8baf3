package dev.rapport.address;

import dev.rapport.shared.BusinessRuleViolation;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Reads one address with the name of its company. */
@Service
public class ReadAddress {

    private final Addresses addresses;

    ReadAddress(Addresses addresses) {
        this.addresses = addresses;
    }

    /** The address; refuses an unknown one as not found. */
    @Transactional(readOnly = true)
    public AddressView read(long id) {
        return view(addresses.findById(id).orElseThrow(() -> BusinessRuleViolation.notFound("id")));
    }

    /** The address, or nothing when it is unknown. */
    @Transactional(readOnly = true)
    public Optional<AddressView> find(long id) {
        return addresses.findById(id).map(this::view);
    }

    AddressView view(Address address) {
        return AddressView.of(address, company(address));
    }

    private @Nullable Address company(Address address) {
        Long companyId = address.companyId();
        return companyId == null ? null : addresses.findById(companyId).orElse(null);
    }
}

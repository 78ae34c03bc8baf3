package dev.rapport.address.web;

import dev.rapport.address.ReadAddress;
import dev.rapport.address.RemoveAddress;
import dev.rapport.shared.Ids;
import dev.rapport.web.Versioned;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Takes addresses out of use and wakes them again, over the API. */
@RestController
@RequestMapping("/api/addresses/{id}")
class AddressRemovalApi {

    /** What both ask for: the version that was read. */
    record Read(@Nullable Integer version) {}

    private final RemoveAddress removeAddress;
    private final ReadAddress readAddress;

    AddressRemovalApi(RemoveAddress removeAddress, ReadAddress readAddress) {
        this.removeAddress = removeAddress;
        this.readAddress = readAddress;
    }

    /** 204 when it is gone; 200 with the address, inactive now, when something refers to it. */
    @DeleteMapping
    ResponseEntity<AddressApi.AddressBody> remove(
            @PathVariable String id, @RequestParam(required = false) @Nullable Integer version) {
        long addressId = Ids.require("id", id);
        return Versioned.change(
                () -> AddressApi.AddressBody.of(readAddress.read(addressId), null),
                new Read(version),
                () -> removeAddress
                        .remove(addressId, version)
                        .map(left -> ResponseEntity.ok(AddressApi.AddressBody.of(left, null)))
                        .orElseGet(() -> ResponseEntity.noContent().build()));
    }

    @PostMapping("/wake")
    AddressApi.AddressBody wake(@PathVariable String id, @RequestBody Read body) {
        long addressId = Ids.require("id", id);
        return Versioned.change(
                () -> AddressApi.AddressBody.of(readAddress.read(addressId), null),
                body,
                () -> AddressApi.AddressBody.of(removeAddress.wake(addressId, body.version()), null));
    }
}

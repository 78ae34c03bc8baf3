package dev.rapport.address;

import java.util.List;

/**
 * What came of creating an address.
 *
 * @param possibleDuplicates addresses that look like the same one; a warning, no refusal
 */
public record AddressCreated(AddressView address, List<AddressHit> possibleDuplicates) {}

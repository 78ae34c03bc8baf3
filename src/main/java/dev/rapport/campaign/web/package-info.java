/** Campaigns over HTTP. */
@NullMarked
package dev.rapport.campaign.web;

import org.jspecify.annotations.NullMarked;

/** Deployments that wait for a second person: proposed, approved, refused, withdrawn. */
@NullMarked
package dev.rapport.model.proposals;

import org.jspecify.annotations.NullMarked;

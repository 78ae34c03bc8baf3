/** Rapport: contacts with customers, planned and performed, driven by BPMN models. */
@NullMarked
package dev.rapport;

import org.jspecify.annotations.NullMarked;

/**
 * What is wrong with models and forms that somebody wants to deploy: words that are not allowed ({@link
 * dev.rapport.model.check.BpmnVocabulary}), and behaviour that would bring Rapport down or leave people alone with it.
 */
@NullMarked
package dev.rapport.model.check;

import org.jspecify.annotations.NullMarked;

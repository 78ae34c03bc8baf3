package dev.rapport.reminder;

import java.util.Locale;

/**
 * What one mail about a notice says.
 *
 * @param messageId the same for every attempt
 * @param page of the item, below the address of Rapport
 */
record NoticeMail(String messageId, Locale locale, String number, String subject, String text, String page) {}

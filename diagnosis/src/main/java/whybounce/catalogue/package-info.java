/**
 * Loads and validates the causes, rules and words that ship as data.
 *
 * <pre>{@code
 * Catalogue catalogue = Catalogue.shipped();
 * catalogue.cause("mailbox-full").whoMustAct();                   // RECIPIENT
 * catalogue.words("mailbox-full", Locale.ENGLISH).headline();     // "the recipient's mailbox is full"
 * }</pre>
 */
@NullMarked
package whybounce.catalogue;

import org.jspecify.annotations.NullMarked;

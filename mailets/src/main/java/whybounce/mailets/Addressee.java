package whybounce.mailets;

import org.apache.james.core.MailAddress;
import whybounce.explain.Reader;

/**
 * Who gets a report.
 *
 * @param from in whose name it is written
 */
record Addressee(MailAddress address, MailAddress from, Reader reader) {}

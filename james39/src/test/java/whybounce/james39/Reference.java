package whybounce.james39;

/**
 * Something of another class that a class of ours uses.
 *
 * @param owner of the member, or the class itself, with slashes
 * @param member name and descriptor of a method or field; empty for the class itself
 */
record Reference(String owner, String member) {

    boolean isClass() {
        return member.isEmpty();
    }

    @Override
    public String toString() {
        return isClass() ? owner : owner + "." + member;
    }
}

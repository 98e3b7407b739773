/**
 * What was delivered (records of a topic, documents of an index), and the guarantees as objects: a
 * test says what it does to the system and which of them must hold.
 */
package tributary.support.delivery;

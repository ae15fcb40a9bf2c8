/** What callers learn of a full disk and of a database that is away. */
package io.mtdnn.storage.web;

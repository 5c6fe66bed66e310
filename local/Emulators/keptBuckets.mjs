// Buckets and whole objects in the journal. Parts of an upload that was not completed are gone with the process.
import { S3Store } from "./node_modules/fauxqs/dist/s3/s3Store.js";

export class KeptBuckets extends S3Store {
  #journal;

  constructor(journal) {
    super();
    this.#journal = journal;
  }

  createBucket(name) {
    super.createBucket(name);
    this.#journal.add(this.#bucketEntry(name));
  }

  deleteBucket(name) {
    super.deleteBucket(name);
    this.#journal.add({ noBucket: name });
  }

  putObject(bucket, key, body, contentType, metadata) {
    const before = this.buckets.get(bucket)?.get(key);
    const object = super.putObject(bucket, key, body, contentType, metadata);
    // Each start uploads the same files again.
    if (before?.etag !== object.etag || description(before) !== description(object)) this.#journal.add(objectEntry(bucket, object));
    return object;
  }

  completeMultipartUpload(uploadId, parts) {
    const bucket = this.multipartUploads.get(uploadId)?.bucket;
    const object = super.completeMultipartUpload(uploadId, parts);
    this.#journal.add(objectEntry(bucket, object));
    return object;
  }

  deleteObject(bucket, key) {
    super.deleteObject(bucket, key);
    this.#journal.add({ noObject: key, bucket });
  }

  restore(entry) {
    if (entry.object) {
      const { bucket, object, body, lastModified } = entry;
      this.buckets.get(bucket).set(object.key, { ...object, body: Buffer.from(body, "base64"), lastModified: new Date(lastModified) });
    } else if (entry.noObject) this.buckets.get(entry.bucket).delete(entry.noObject);
    else if (entry.noBucket) super.deleteBucket(entry.noBucket);
    else if (entry.bucket) {
      super.createBucket(entry.bucket);
      this.bucketCreationDates.set(entry.bucket, new Date(entry.created));
    } else return false;
    return true;
  }

  *entries() {
    for (const [bucket, objects] of this.buckets) {
      yield this.#bucketEntry(bucket);
      for (const object of objects.values()) yield objectEntry(bucket, object);
    }
  }

  #bucketEntry(bucket) {
    return { bucket, created: this.bucketCreationDates.get(bucket) };
  }
}

const description = ({ contentType, metadata }) => JSON.stringify([contentType, metadata]);

const objectEntry = (bucket, { body, lastModified, ...object }) => ({ bucket, object, body: body.toString("base64"), lastModified });

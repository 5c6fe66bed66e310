"""Three corrections of moto 5.2.1, which Python loads before the server starts when this folder is on PYTHONPATH. See docs/other-engines.md."""

import base64
import json
import threading

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, utils
from moto.dynamodb.responses import DynamoHandler
from moto.kms.responses import KmsResponse
from moto.sqs.models import Queue

# A write of one item is atomic, and so is its condition. moto checks and writes on many threads at once.
item_lock = threading.RLock()
act = DynamoHandler.call_action


def one_at_a_time(self):
    with item_lock:
        return act(self)


DynamoHandler.call_action = one_at_a_time

# moto deletes from a copy of the queue's list: a message that another thread adds meanwhile is lost.
delete = Queue.delete_message


def delete_from_the_list(self, receipt_handle):
    with self._messages_lock:
        return delete(self, receipt_handle)


Queue.delete_message = delete_from_the_list

# A digest is signed as it is. moto hashes it once more.
sign = KmsResponse.sign


def sign_digests_too(self):
    if self._get_param("MessageType") != "DIGEST":
        return sign(self)
    key = self.kms_backend.describe_key(self._get_param("KeyId"))
    digest = self._get_param("Message")
    if isinstance(digest, str):
        digest = base64.b64decode(digest)
    signature = key.private_key.private_key.sign(digest, ec.ECDSA(utils.Prehashed(hashes.SHA256())))
    return json.dumps(
        {
            "KeyId": key.arn,
            "Signature": base64.b64encode(signature).decode(),
            "SigningAlgorithm": self._get_param("SigningAlgorithm"),
        }
    )


KmsResponse.sign = sign_digests_too

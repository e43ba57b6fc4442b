"""CloudTrail files of every shape, read as one stream of records."""

from clickops.cloudtrail.reader import Block as Block
from clickops.cloudtrail.reader import Source as Source
from clickops.cloudtrail.reader import blocks as blocks
from clickops.cloudtrail.reader import read as read
from clickops.cloudtrail.splitter import RECORD_LIMIT as RECORD_LIMIT

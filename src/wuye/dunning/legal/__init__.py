"""For court (诉讼准备): what is claimed, when limitation ends, what a file still lacks."""

-- ${title|line}: ${identity|line}
CREATE OR REPLACE VIEW `${table}_${file}` AS
${query};
